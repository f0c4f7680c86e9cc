package io.ostiary.contract.route;

import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.generation.Spoken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gate found out about a request; kept on the routing context. */
public final class Inbound {

    static final String CLIENT_ADDRESS = "Ostiary-Client-Address";

    private static final String KEY = Inbound.class.getName();

    private final Listener listener;
    private final HttpServerRequest request;
    private final CookieRules cookies;
    private final @Nullable String accept;
    private final String uri;
    private final List<String> csrfSent;
    private @Nullable String csrfCookie;
    private boolean setsCsrfCookie;

    Inbound(Listener listener, HttpServerRequest request, CookieRules cookies) {
        this.listener = listener;
        this.request = request;
        this.cookies = cookies;
        this.accept = request.getHeader("Accept");
        this.uri = request.uri();
        this.csrfSent = csrfNames().stream()
                .map(request::getCookie)
                .filter(sent -> sent != null && CsrfTokens.isCookieValue(sent.getValue()))
                .map(Cookie::getValue)
                .toList();
        this.csrfCookie = csrfSent.isEmpty() ? null : csrfSent.getFirst();
    }

    private List<String> csrfNames() {
        return cookies.csrfNames(generation());
    }

    /** What the gate found out about this request. */
    public static Inbound of(RoutingContext context) {
        return context.get(KEY);
    }

    void keepOn(RoutingContext context) {
        context.put(KEY, this);
        Spoken.keep(generation(), context);
    }

    HttpServerRequest request() {
        return request;
    }

    public Listener listener() {
        return listener;
    }

    /** The generation of the contract that the client speaks. */
    public Generation generation() {
        return listener.generation();
    }

    /** Path and query as the gateway sent them, whatever endpoint answers. */
    public String uri() {
        return uri;
    }

    /**
     * The form of answer that the client would like (RFC 9110, section 12.5.1), as it wrote it,
     * well formed or not; null without a wish.
     */
    public @Nullable String accept() {
        return accept;
    }

    /** The client's address, as the gateway reports and proves it. */
    public @Nullable String clientAddress() {
        return request.getHeader(CLIENT_ADDRESS);
    }

    /** Whether the browser holds an anti-forgery cookie, sent along or set by this answer. */
    public boolean hasCsrfCookie() {
        return csrfCookie != null;
    }

    /**
     * A form token that goes with the browser's anti-forgery cookie; sets that cookie when there is
     * none.
     */
    public String csrfToken() {
        String cookie = csrfCookie == null ? renewCsrfCookie() : csrfCookie;
        return CsrfTokens.mask(cookie);
    }

    /**
     * Sets a new anti-forgery cookie: older forms can't be read or sent any more. It carries on what marks the
     * browser.
     *
     * @return its value
     */
    public String renewCsrfCookie() {
        String fresh = csrfCookie == null ? CsrfTokens.generate() : CsrfTokens.renew(csrfCookie);
        setCsrfCookie(fresh);
        return fresh;
    }

    /**
     * Marks the browser by the anti-forgery cookie, when this answer sets that anyway.
     *
     * @param mark as {@link io.ostiary.contract.browser.BrowserMark} makes it
     */
    public void mark(byte[] mark) {
        if (csrfCookie != null && setsCsrfCookie) {
            setCsrfCookie(CsrfTokens.withMark(csrfCookie, mark));
        }
    }

    /** What may mark the browser; empty without an anti-forgery cookie. */
    public Optional<byte[]> mark() {
        return Optional.ofNullable(csrfCookie).map(CsrfTokens::mark);
    }

    /** Sets the anti-forgery cookie to a value made by {@link CsrfTokens#generate()}. */
    public void setCsrfCookie(String value) {
        csrfCookie = value;
        setsCsrfCookie = true;
        csrfNames().forEach(name -> request.response().removeCookie(name, false));
        cookies.csrf(generation(), value).forEach(request.response()::addCookie);
    }

    /** Whether a form's token goes with the browser's cookie. */
    public boolean csrfMatches(@Nullable String formToken) {
        return csrfCookie != null && CsrfTokens.matches(csrfCookie, formToken)
                || !setsCsrfCookie && csrfSent.stream().anyMatch(sent -> CsrfTokens.matches(sent, formToken));
    }

    /** Whether the client sent an anti-forgery cookie, usable or not. */
    public boolean sentCsrfCookie() {
        return sentAny() && request.getHeader("Cookie") != null;
    }

    private boolean sentAny() {
        return csrfNames().stream().anyMatch(name -> request.getCookie(name) != null);
    }

    /** Why an anti-forgery check failed, for the client's developer. */
    public String csrfRejectReason() {
        if (request.getHeader("Cookie") == null) {
            return "The request carries no cookies.";
        }
        if (!sentAny()) {
            return "The request's cookies lack the anti-forgery cookie.";
        }
        return "The anti-forgery token doesn't go with the cookie.";
    }
}
