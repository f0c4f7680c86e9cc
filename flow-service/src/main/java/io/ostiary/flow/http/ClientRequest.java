package io.ostiary.flow.http;

import io.ostiary.contract.browser.CookieHeader;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.route.Inbound;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The request of a client, as flows need to know it. */
public final class ClientRequest {

    private record MediaRange(String type, double quality) {}

    private final HttpServerRequest request;
    private final Inbound inbound;
    private final String publicUrl;
    private boolean isBack;

    ClientRequest(RoutingContext context, String publicUrl) {
        this.request = context.request();
        this.inbound = Inbound.of(context);
        this.publicUrl = publicUrl;
    }

    /** The gate's findings: anti-forgery tokens and the client's address. */
    public Inbound inbound() {
        return inbound;
    }

    /** The generation of the contract that the client speaks. */
    public Generation generation() {
        return inbound.generation();
    }

    /** Another flow takes the place of one: forms of before stop working where the contract has that. */
    public void endFormsOfBefore() {
        if (generation().endsFormsOfBefore()) {
            inbound.renewCsrfCookie();
        }
    }

    /** A query parameter, or null. */
    public @Nullable String query(String name) {
        return request.getParam(name);
    }

    /** Whether a query parameter says yes. */
    public boolean queryIsTrue(String name) {
        String value = query(name);
        return value != null && List.of("1", "t", "true").contains(value.toLowerCase(Locale.ROOT));
    }

    /** Says that it is a browser which comes back from where a flow sent it, and that nobody forged that. */
    public void comesBack() {
        isBack = true;
    }

    /** Whether it is a browser that comes back; the answer is a page's then, whoever began the flow. */
    public boolean isBack() {
        return isBack;
    }

    /** Whether it may change something: by its method, or because it comes by a link that carries a secret. */
    public boolean mayChange() {
        return isBack
                || switch (request.method().name()) {
                    case "GET", "HEAD" -> query("token") != null || query("code") != null;
                    default -> true;
                };
    }

    /** A header, or null. */
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /** All values of a header, in order, as the client sent them. */
    public List<String> headers(String name) {
        if (name.equalsIgnoreCase("Accept")) {
            return inbound.accept() == null ? List.of() : List.of(inbound.accept());
        }
        return request.headers().getAll(name);
    }

    /** How it was sent, such as {@code POST}. */
    public String method() {
        return request.method().name();
    }

    /** A cookie's value, or null. */
    public @Nullable String cookie(String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** The names of all cookies sent along. */
    public List<String> cookieNames() {
        String header = request.getHeader("Cookie");
        return header == null
                ? List.of()
                : Arrays.stream(header.split(";"))
                        .map(c -> c.split("=", 2)[0].strip())
                        .filter(c -> !c.isEmpty())
                        .toList();
    }

    /** All cookies sent along; of several with one name the last. */
    public Map<String, String> cookies() {
        String header = request.getHeader("Cookie");
        Map<String, String> cookies = new LinkedHashMap<>();
        if (header != null) {
            for (String each : header.split(";")) {
                String[] parts = each.split("=", 2);
                if (!parts[0].isBlank()) {
                    cookies.put(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
                }
            }
        }
        return cookies;
    }

    /** The address as the client used it. */
    public String url() {
        String host = Optional.ofNullable(request.getHeader("X-Forwarded-Host"))
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .orElse("");
        String scheme = Optional.ofNullable(request.getHeader("X-Forwarded-Proto"))
                .orElse(publicUrl.startsWith("https:") ? "https" : "http");
        return scheme + "://" + host + (generation() == Generation.CURRENT ? request.uri() : inbound.uri());
    }

    /** Adds a header to the answer, whatever the answer will be. */
    public void answerWith(String header, String value) {
        request.response().putHeader(header, value);
    }

    /** The client's program. */
    public String userAgent() {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }

    /** Where the client is, as a proxy before the gateway reports it; empty when unknown. */
    public String location() {
        return Stream.of("Cf-IpCity", "Cf-IpCountry")
                .map(request::getHeader)
                .filter(h -> h != null && !h.isEmpty())
                .reduce((city, country) -> city + ", " + country)
                .orElse("");
    }

    /** Whether errors are told in JSON: the client asks for JSON, or sends it. */
    public boolean isJson() {
        return "application/json".equals(negotiate(List.of("text/html", "text/*", "*/*", "application/json")))
                || "application/json".equals(request.getHeader("Content-Type"));
    }

    /** Whether the outcome of a submission is told in JSON, and not by sending the browser on. */
    public boolean readsOutcome() {
        return generation().answersInKind() ? isJson() : acceptsJson();
    }

    /** Whether the client is a browser that shows pages. */
    public boolean isPage() {
        return "text/html".equals(negotiate(List.of("text/html", "text/*", "*/*", "application/json")));
    }

    /** Whether outcomes are told in JSON: the client asks for it. */
    public boolean acceptsJson() {
        return "application/json".equals(negotiate(List.of("text/html", "application/json")));
    }

    /**
     * Content negotiation (RFC 9110, section 12.5.1) over what is on offer; the first offer wins a
     * tie and is the answer to a request without preferences.
     */
    private String negotiate(List<String> offers) {
        String best = "text/html";
        double bestQuality = -1;
        int bestWild = 3;
        for (String offer : offers) {
            for (MediaRange range : ranges()) {
                int wild = wildness(range.type(), offer);
                boolean better = range.quality() > bestQuality || range.quality() == bestQuality && wild < bestWild;
                if (wild >= 0 && range.quality() > 0 && better) {
                    best = offer;
                    bestQuality = range.quality();
                    bestWild = wild;
                }
            }
        }
        return best;
    }

    private static int wildness(String range, String offer) {
        if (range.equals("*/*")) {
            return 2;
        }
        if (range.endsWith("/*") && offer.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals(offer) ? 0 : -1;
    }

    private List<MediaRange> ranges() {
        String accept = inbound.accept();
        return accept == null
                ? List.of()
                : Arrays.stream(accept.split(",")).map(ClientRequest::range).toList();
    }

    private static MediaRange range(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(";", -1);
        double quality = 1;
        for (String part : parts) {
            String p = part.strip();
            if (p.startsWith("q=")) {
                try {
                    quality = Double.parseDouble(p.substring(2));
                } catch (NumberFormatException e) {
                    quality = 0;
                }
            }
        }
        return new MediaRange(parts[0].strip(), quality);
    }

    /**
     * The session token that the client sends, in a header or a cookie; empty when it sends none.
     */
    public Optional<String> sessionTokenHeader() {
        String own = request.getHeader("X-Session-Token");
        if (own != null && !own.isEmpty()) {
            return Optional.of(own);
        }
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip())
                : Optional.empty();
    }

    /** Sets the session cookie. */
    public void setCookie(Cookie cookie) {
        request.response().addCookie(cookie);
    }

    /**
     * The values of the session cookies, or that of the header in which a proxy hands it on; none
     * when neither was sent.
     */
    public Stream<String> sessionCookies(CookieRules rules) {
        String proxied = request.getHeader("X-Session-Cookie");
        return proxied != null
                ? Stream.of(proxied)
                : CookieHeader.values(request.getHeader("Cookie"), rules.sessionName());
    }
}
