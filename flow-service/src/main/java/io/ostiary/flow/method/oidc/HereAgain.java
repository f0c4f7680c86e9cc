package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Comes back to the request's own context after work that many requests share, or that another thread does. */
@Singleton
class HereAgain {

    private final Vertx vertx;

    HereAgain(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The same, with its outcome on the caller's context. */
    <T> Uni<T> again(Uni<T> work) {
        Context caller = vertx.getOrCreateContext();
        return work.emitOn(done -> caller.runOnContext(ignored -> done.run()));
    }
}
