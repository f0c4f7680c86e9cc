package io.ostiary.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees whose form, or link, meets a suite that can't serve it right now: in place of an error in JSON, which
 * stays for all clients that don't ask for HTML. Status and {@code Retry-After} stay too.
 */
final class PlainPage {

    /** Addresses that browsers go to. */
    private static final String FORMS = "/self-service/";

    private static final String STYLE = "body{margin:0;min-height:90vh;display:grid;place-items:center;"
            + "font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}"
            + "main{max-width:26rem;padding:1.5rem}h1{font-size:1.5rem;line-height:1.25}"
            + "a{display:inline-flex;align-items:center;min-height:2.75rem}";

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** The texts of each language. */
    private static final Map<String, Properties> TEXTS = texts("en", "de", "es", "zh");

    private PlainPage() {}

    /** Whether a browser shows the answer to somebody: it asks for HTML at an address of forms. */
    static boolean isFor(HttpServerRequest request, String uri) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && uri.startsWith(FORMS)
                && request.method() != HttpMethod.HEAD
                && accept.contains("text/html")
                && !accept.contains("application/json");
    }

    /** Whether an answer of a status says nothing but that it has to be tried again. */
    static boolean isFor(int status) {
        return status == 429 || status == 503 || status == 504;
    }

    /** Sends the page. */
    static void send(HttpServerRequest request, int status) {
        String language = language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        HttpServerResponse response = request.response().setStatusCode(status);
        response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page(language, status == 429 ? "busy" : "away", request.method() == HttpMethod.GET));
    }

    /** The link has no address: it leads to the page itself, with what stands in the address bar. */
    private static String page(String language, String kind, boolean isLink) {
        Properties texts = Objects.requireNonNull(TEXTS.get(language));
        String again = isLink ? "<p><a href=\"\">" + texts.getProperty("again") + "</a></p>" : "";
        return """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><style>%s</style></head>
                <body><main><h1>%2$s</h1><p>%s %s</p>%s</main></body></html>
                """.formatted(
                        language,
                        texts.getProperty(kind + ".title"),
                        STYLE,
                        texts.getProperty(kind + ".text"),
                        texts.getProperty(isLink ? "link" : "form"),
                        again);
    }

    /** The first language of the browser's that there is. */
    private static String language(@Nullable String accepted) {
        for (String each : accepted == null ? new String[0] : accepted.split(",")) {
            String tag = each.strip().toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
            if (TEXTS.containsKey(tag)) {
                return tag;
            }
        }
        return "en";
    }

    private static Map<String, Properties> texts(String... languages) {
        Map<String, Properties> all = new HashMap<>();
        for (String each : languages) {
            try (InputStream in = PlainPage.class.getResourceAsStream("/plain-page/" + each + ".properties")) {
                Properties texts = new Properties();
                texts.load(new InputStreamReader(Objects.requireNonNull(in, each), StandardCharsets.UTF_8));
                all.put(each, texts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(all);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
