package io.ostiary.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;

final class Echo {

    private Echo() {}

    static void length(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end(Integer.toString(body.length())));
    }
}
