package io.ostiary.session.whoami;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks for invalidations again and again: the next look starts one interval after the start of the
 * last, or when that is done.
 */
@ApplicationScoped
class InvalidationClock {

    private static final Logger LOG = Logger.getLogger(InvalidationClock.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Vertx vertx;
    private final InvalidationWatch watch;
    private final StalenessProbe probe;
    private final long intervalMillis;
    private final Duration deadline;
    private volatile boolean running;
    private volatile boolean failing;

    InvalidationClock(
            Vertx vertx,
            PostgresInvalidations table,
            CheckCaller check,
            StalenessProbe probe,
            WhoamiSettings settings,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.watch = new InvalidationWatch(table, check.memory(), check.freshness(), System::nanoTime, registry);
        this.probe = probe;
        this.intervalMillis = Math.max(1, settings.pollInterval().toMillis());
        this.deadline = settings.stalenessBound();
        Gauge.builder(
                        "ostiary.whoami.last_look.age",
                        check.freshness(),
                        f -> f.ageNanos(System.nanoTime()) / NANOS_PER_SECOND)
                .baseUnit("seconds")
                .description("Age of the last successful look at what became invalid")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        running = true;
        vertx.getOrCreateContext().runOnContext(begin -> look());
    }

    void stop(@Observes ShutdownEvent stopped) {
        running = false;
    }

    private void look() {
        if (!running) {
            return;
        }
        long start = System.nanoTime();
        Uni<List<UUID>> look = watch.look().ifNoItem().after(deadline).fail();
        look.subscribe().with(named -> succeeded(start, named), failure -> failed(start, failure));
    }

    private void succeeded(long start, List<UUID> named) {
        if (failing) {
            failing = false;
            LOG.info("whoami answers from memory again");
        }
        probe.seen(named);
        again(start);
    }

    private void failed(long start, Throwable failure) {
        if (!failing && running) {
            failing = true;
            LOG.warnf("whoami asks the database for each answer: %s", failure.getMessage());
        }
        again(start);
    }

    private void again(long start) {
        long spent = Duration.ofNanos(System.nanoTime() - start).toMillis();
        vertx.setTimer(Math.max(1, intervalMillis - spent), timer -> look());
    }
}
