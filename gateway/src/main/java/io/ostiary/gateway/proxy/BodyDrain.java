package io.ostiary.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads away what is left of a body before a refusal: a connection that is closed with unread bytes
 * is reset, and the client may never see the answer. Gives up after a while, and then the
 * connection ends with the answer.
 */
final class BodyDrain {

    private static final long MOST_BYTES = 8L << 20;

    private static final long LONGEST_MILLIS = 5_000;

    /** For the client to read the answer before the connection ends. */
    private static final long LAST_READ_MILLIS = 500;

    private final HttpServerRequest request;

    private @Nullable Runnable next;

    private long drained;

    BodyDrain(HttpServerRequest request) {
        this.request = request;
    }

    /**
     * @param step runs once: when the body has ended, or when enough was read
     */
    void then(Runnable step) {
        next = step;
        if (request.isEnded()) {
            finish();
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LONGEST_MILLIS, late -> giveUp());
        request.exceptionHandler(failure -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            drained += chunk.length();
            if (drained > MOST_BYTES) {
                vertx.cancelTimer(timer);
                giveUp();
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            finish();
        });
        request.resume();
    }

    private void giveUp() {
        if (next != null) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            finish();
            Vertx.currentContext()
                    .owner()
                    .setTimer(LAST_READ_MILLIS, over -> request.connection().close());
        }
    }

    private void finish() {
        Runnable step = next;
        next = null;
        if (step != null) {
            step.run();
        }
    }
}
