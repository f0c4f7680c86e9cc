package io.ostiary.session.whoami;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ostiary.contract.json.Ids;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long this replica takes to notice a revocation: writes an invalidation for a session
 * that doesn't exist, and waits until a look names it. The time counts from before the write, so it
 * is never less than what a client could see.
 */
@ApplicationScoped
class StalenessProbe {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private record Sent(UUID id, long nanos) {}

    private final PostgresInvalidations table;
    private final Timer staleness;
    private volatile @Nullable Sent sent;

    StalenessProbe(PostgresInvalidations table, MeterRegistry registry) {
        this.table = table;
        this.staleness = Timer.builder("ostiary.whoami.staleness")
                .description("Time from a revocation to its effect on answers from memory")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(2))
                .register(registry);
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> send());
    }

    /** Takes note of the ids that a look named. */
    void seen(List<UUID> named) {
        Sent waiting = sent;
        if (waiting != null && named.contains(waiting.id())) {
            sent = null;
            staleness.record(Duration.ofNanos(System.nanoTime() - waiting.nanos()));
        }
    }

    private void send() {
        Sent next = new Sent(Ids.ordered(), System.nanoTime());
        sent = next;
        table.tell(next.id()).subscribe().with(done -> {}, failure -> sent = null);
    }
}
