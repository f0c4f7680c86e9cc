package io.ostiary.ui.web;

import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.text.Words;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request of a browser for a page. */
public final class Visit {

    private final RoutingContext context;
    private final Words words;

    Visit(RoutingContext context, Words words) {
        this.context = context;
        this.words = words;
    }

    public Words words() {
        return words;
    }

    /** Path of the page, without the query. */
    public String path() {
        return context.normalizedPath();
    }

    public boolean isPost() {
        return context.request().method() == HttpMethod.POST;
    }

    /** A parameter of the query; empty when it is absent or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(each -> !each.isBlank());
    }

    /** All parameters of the query, the first of each name. */
    public Map<String, String> query() {
        Map<String, String> all = new LinkedHashMap<>();
        context.queryParams().forEach((name, value) -> all.putIfAbsent(name, value));
        return all;
    }

    /** A field of a form that was posted here. */
    public Optional<String> form(String name) {
        return Optional.ofNullable(context.request().getFormAttribute(name)).filter(each -> !each.isBlank());
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    /** Whether the browser sends a cookie whose name begins so. */
    public boolean hasCookieLike(String begin) {
        return context.request().cookies().stream()
                .anyMatch(each -> each.getName().startsWith(begin));
    }

    /** What of this request goes along to the API. */
    public PublicApi.Caller caller() {
        String cookies = context.request().getHeader("Cookie");
        var peer = context.request().remoteAddress();
        return new PublicApi.Caller(cookies == null ? "" : cookies, peer == null ? "" : peer.hostAddress());
    }

    /** A header of the request. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }
}
