package io.ostiary.gateway.health;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers {@code /admin/health}: that the gateway runs, and how many keys of the configuration are
 * set that have no effect in this version. Which ones is said in a line each at start.
 */
public final class SuiteStatus {

    private final String body;

    /**
     * @param configurationWarnings how many keys
     */
    public SuiteStatus(int configurationWarnings) {
        this.body = "{\"status\":\"ok\",\"configuration_warnings\":%d}".formatted(configurationWarnings);
    }

    /** Answers GET and HEAD. */
    public void answer(HttpServerRequest request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method() == HttpMethod.HEAD) {
            request.response().end();
        } else {
            request.response().end(body);
        }
    }
}
