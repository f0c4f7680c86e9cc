package io.ostiary.session.cleanup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Cleans one table after the other, in batches, then waits. A failure ends the run; the next one
 * begins anew.
 */
@ApplicationScoped
class Cleanup {

    private static final Logger LOG = Logger.getLogger(Cleanup.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Vertx vertx;
    private final PostgresCleanup tables;
    private final CleanupSettings settings;
    private final Clock clock;
    private final MeterRegistry registry;
    private volatile boolean running;

    Cleanup(
            Vertx vertx,
            PostgresCleanup tables,
            CleanupSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        later();
    }

    void stop(@Observes ShutdownEvent stopped) {
        running = false;
    }

    /** One run over all tables. */
    Uni<Void> run() {
        Instant now = clock.instant();
        int batch = settings.batchSize();
        return all("session", () -> tables.sessions(now.minus(settings.sessions()), batch))
                .chain(
                        () ->
                                all(
                                        "invalidation",
                                        () ->
                                                tables.invalidations(
                                                        CleanupSettings.INVALIDATIONS, batch)))
                .chain(
                        () ->
                                all(
                                        "identity_snapshot",
                                        () ->
                                                tables.tombstones(
                                                        now.minus(CleanupSettings.TOMBSTONES),
                                                        batch)));
    }

    private Uni<Void> all(String table, Supplier<Uni<Integer>> portion) {
        Counter removed = registry.counter("ostiary.cleanup.removed", "table", table);
        return Uni.createFrom()
                .deferred(portion::get)
                .invoke(count -> removed.increment(count))
                .onItem()
                .delayIt()
                .by(PAUSE)
                .repeat()
                .until(count -> count < settings.batchSize() || !running)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void later() {
        vertx.setTimer(settings.interval().toMillis(), timer -> runAndWait());
    }

    private void runAndWait() {
        if (running) {
            run().onTermination()
                    .invoke(this::later)
                    .subscribe()
                    .with(
                            done -> {},
                            failure ->
                                    LOG.warnf(
                                            "cleaning up was cut short: %s", failure.getMessage()));
        }
    }
}
