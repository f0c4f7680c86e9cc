package io.ostiary.flow.cleanup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.cleanup.CleanupStatement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Cleans one table after the other, in batches, then waits. A failure ends the run; the next one
 * begins anew.
 */
@ApplicationScoped
class Cleanup {

    private static final Logger LOG = Logger.getLogger(Cleanup.class);
    private static final Duration BREATH = Duration.ofMillis(20);

    private final Vertx vertx;
    private final PostgresCleanup tables;
    private final CleanupConfig config;
    private final Clock clock;
    private final MeterRegistry registry;
    private volatile boolean running;

    Cleanup(
            Vertx vertx,
            PostgresCleanup tables,
            CleanupConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.tables = tables;
        this.config = config;
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
        return Multi.createFrom()
                .iterable(PostgresCleanup.STATEMENTS)
                .onItem()
                .transformToUniAndConcatenate(this::clean)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> clean(CleanupStatement statement) {
        Optional<Duration> age = config.age(statement);
        if (age.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Instant before = clock.instant().minus(age.get());
        Counter removed = registry.counter("ostiary.cleanup.removed", "table", statement.table());
        return Uni.createFrom()
                .deferred(() -> tables.delete(statement, before, config.batchSize()))
                .invoke(count -> removed.increment(count))
                .onItem()
                .delayIt()
                .by(BREATH)
                .repeat()
                .until(count -> count < config.batchSize() || !running)
                .collect()
                .last();
    }

    private void later() {
        vertx.setTimer(config.pause().toMillis(), timer -> runAndWait());
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
