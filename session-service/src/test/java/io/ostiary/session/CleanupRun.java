package io.ostiary.session;

import io.ostiary.outbox.cleanup.Cleanup;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Singleton;

/** Lets tests of other folders run the job now. */
@Singleton
public class CleanupRun {

    private final Cleanup cleanup;

    CleanupRun(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    public void run() {
        try {
            VertxContextSupport.subscribeAndAwait(cleanup::run);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
