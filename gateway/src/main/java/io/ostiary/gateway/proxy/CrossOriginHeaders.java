package io.ostiary.gateway.proxy;

import io.ostiary.config.origin.CrossOrigin;
import io.ostiary.gateway.route.Listener;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Says on every answer of the public port what pages of other origins may do with it, on those of the gateway itself too:
 * a page would otherwise see a broken network in place of a status.
 */
final class CrossOriginHeaders {

    private static final String EXPOSED = "Access-Control-Expose-Headers";

    private final CrossOrigin rules;

    private final boolean here;

    private final int preflightStatus;

    CrossOriginHeaders(CrossOrigin rules, Listener listener) {
        this.rules = rules;
        this.here = listener.isPublic();
        this.preflightStatus = listener.isOlder() ? 200 : 204;
    }

    /** Puts the permissions on the answer to come. */
    void permit(HttpServerRequest request) {
        if (here) {
            MultiMap answer = request.response().headers();
            rules.ofAnswer(request.method().name(), request.getHeader("Origin")).forEach(answer::set);
        }
    }

    /** Lets a page read when to come back, where the answer says so and the page may read it. */
    static void exposeWait(MultiMap answer) {
        String exposed = answer.get(EXPOSED);
        boolean permitted = answer.contains("Access-Control-Allow-Origin");
        if (permitted && answer.contains(HttpHeaders.RETRY_AFTER)) {
            answer.set(EXPOSED, exposed == null ? "Retry-After" : exposed + ", Retry-After");
        }
    }

    /** Answers a request that only asks for permission; false: it is another one. */
    boolean answersPreflight(HttpServerRequest request) {
        String method = request.getHeader("Access-Control-Request-Method");
        if (!here || method == null || !rules.isPreflight(request.method().name(), method)) {
            return false;
        }
        MultiMap answer = request.response().setStatusCode(preflightStatus).headers();
        rules.ofPreflight(request.getHeader("Origin"), method, request.getHeader("Access-Control-Request-Headers"))
                .forEach(answer::set);
        request.response().end();
        return true;
    }
}
