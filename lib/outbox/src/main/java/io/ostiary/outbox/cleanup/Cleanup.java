package io.ostiary.outbox.cleanup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.call.CallConfig;
import io.ostiary.config.Configuration;
import io.ostiary.config.cleanup.CleanupStatement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Cleans one table after the other, {@code database.cleanup.batch_size} rows at a time, then waits
 * for {@code database.cleanup.sleep.tables}, a second at least. A statement that fails is logged and
 * counted ({@code ostiary.cleanup.failures}); the others are carried out all the same, and the next
 * run tries it again.
 */
@ApplicationScoped
public class Cleanup {

    private static final Logger LOG = Logger.getLogger(Cleanup.class);
    private static final Duration BREATH = Duration.ofMillis(20);
    private static final long SHORTEST_PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final CleanupBatches batches;
    private final Configuration configuration;
    private final Clock clock;
    private final MeterRegistry registry;
    private final List<CleanupStatement> statements;
    private final int batchSize;
    private final long pauseMillis;
    private volatile boolean running;

    Cleanup(
            Vertx vertx,
            Pool pool,
            Configuration configuration,
            CallConfig call,
            Instance<Clock> clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.batches = new CleanupBatches(pool);
        this.configuration = configuration;
        this.clock = clock.isResolvable() ? clock.get() : Clock.systemUTC();
        this.registry = registry;
        this.statements =
                CleanupStatement.read(Cleanup.class, "/cleanup/" + call.self().wire() + ".sql");
        // From zero on, so that the first failure is seen to raise it.
        this.statements.forEach(each -> failures(each.table()));
        this.batchSize = configuration.integer("database.cleanup.batch_size");
        this.pauseMillis = Math.max(
                SHORTEST_PAUSE_MILLIS,
                configuration.duration("database.cleanup.sleep.tables").toMillis());
    }

    void start(@Observes StartupEvent started) {
        running = true;
        later();
    }

    void stop(@Observes ShutdownEvent stopped) {
        running = false;
    }

    /** One run over all of the service's tables; fails at its end if one of them could not be cleaned. */
    public Uni<Void> run() {
        return Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUni(this::cleanOrTell)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> cleanOrTell(CleanupStatement statement) {
        String table = statement.table();
        return clean(statement).onFailure().invoke(failure -> {
            failures(table).increment();
            LOG.warnf("the table %s was not cleaned: %s", table, failure.getMessage());
        });
    }

    private Counter failures(String table) {
        return registry.counter("ostiary.cleanup.failures", "table", table);
    }

    private Uni<Integer> clean(CleanupStatement statement) {
        Optional<Duration> age = statement.age(configuration);
        if (age.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Instant now = clock.instant();
        Counter removed = registry.counter("ostiary.cleanup.removed", "table", statement.table());
        return Uni.createFrom()
                .deferred(() -> batches.delete(statement, now, age.get(), batchSize))
                .invoke(count -> removed.increment(count))
                .onItem()
                .delayIt()
                .by(BREATH)
                .repeat()
                .until(count -> count < batchSize || !running)
                .collect()
                .last();
    }

    private void later() {
        vertx.setTimer(pauseMillis, timer -> runAndWait());
    }

    private void runAndWait() {
        if (running) {
            run().onTermination()
                    .invoke(this::later)
                    .subscribe()
                    // Each failure was told when it came.
                    .with(done -> {}, failure -> {});
        }
    }
}
