package io.ostiary.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What the gateway says itself, in the contract's form of an error. */
enum GatewayAnswer {
    MALFORMED(400, "Bad Request", "The address of this request can't be read.", false),
    CODING(400, "Bad Request", "The transfer coding of this request isn't known here.", false),
    PIPELINED(400, "Bad Request", "Too many requests came without waiting for an answer.", false),
    LATE_REQUEST(408, "Request Timeout", "The headers of this request did not arrive in time.", false),
    BODY_LATE(408, "Request Timeout", "The rest of this request did not arrive in time.", false),
    BODY_TOO_LARGE(413, "Request Entity Too Large", "The body of this request is too large.", false),
    ADDRESS_TOO_LONG(414, "Request URI Too Long", "The address of this request is too long.", false),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "The headers of this request are too large.", false),
    TOO_MANY_LARGE(
            503, "Service Unavailable", "Too many large requests are under way. Please try again in a moment.", true),
    ENDING(503, "Service Unavailable", "This server is about to stop. Please try again in a moment.", true),
    UNAVAILABLE(
            503,
            "Service Unavailable",
            "This part of the service can't be reached right now. Please try again in a moment.",
            true),
    LATE(504, "Gateway Timeout", "This took too long and was given up. Please try again in a moment.", true);

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");

    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");

    private final int status;

    private final Buffer body;

    private final boolean worthRepeating;

    GatewayAnswer(int status, String phrase, String message, boolean worthRepeating) {
        this.status = status;
        this.worthRepeating = worthRepeating;
        this.body = Buffer.buffer(
                "{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"%s\"}}".formatted(status, phrase, message));
    }

    int status() {
        return status;
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        putWait(response);
        response.end(body);
    }

    /** The same, as a page where somebody sees it. */
    void send(HttpServerRequest request, String uri) {
        if (PlainPage.isFor(status) && PlainPage.isFor(request, uri)) {
            putWait(request.response());
            PlainPage.send(request, status);
        } else {
            send(request.response());
        }
    }

    private void putWait(HttpServerResponse response) {
        if (worthRepeating) {
            response.putHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND);
            CrossOriginHeaders.exposeWait(response.headers());
        }
    }

    /** The answer to a path that is never served: the same as to one that doesn't exist. */
    static void sendNotFound(HttpServerResponse response) {
        response.setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end("not found\n");
    }

    /** The answer to a method that no HTTP standard has, in the contract's form. */
    static void sendMethodNotAllowed(HttpServerResponse response) {
        response.setStatusCode(405)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
                .end("Method Not Allowed\n");
    }
}
