package io.ostiary.console.web;

import io.ostiary.console.entrance.Caller;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param request the request
 */
record RequestCaller(HttpServerRequest request) implements Caller {

    @Override
    public String peer() {
        var peer = request.remoteAddress();
        return peer == null ? "" : peer.hostAddress();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }
}
