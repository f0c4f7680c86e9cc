package io.ostiary.courier.dispatch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Runs one dispatcher as long as the service runs. */
@ApplicationScoped
class DispatchLifecycle {

    private static final Logger LOG = Logger.getLogger(DispatchLifecycle.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Dispatcher dispatcher;

    DispatchLifecycle(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    void begin(@Observes StartupEvent started) {
        dispatcher.start();
    }

    /**
     * Gives attempts under way a moment, so that their messages are not sent again after the
     * restart.
     */
    void end(@Observes ShutdownEvent ended) {
        try {
            dispatcher.stop().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("attempts under way are left to their leases");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
