package io.ostiary.courier.dispatch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs one dispatcher and the removal of old messages as long as the service runs. */
@ApplicationScoped
class DispatchLifecycle {

    private final Dispatcher dispatcher;
    private final RemoveOldMessages removal;

    DispatchLifecycle(Dispatcher dispatcher, RemoveOldMessages removal) {
        this.dispatcher = dispatcher;
        this.removal = removal;
    }

    void begin(@Observes StartupEvent started) {
        dispatcher.start();
        removal.start();
    }

    void end(@Observes ShutdownEvent ended) {
        removal.stop();
        dispatcher.stop();
    }
}
