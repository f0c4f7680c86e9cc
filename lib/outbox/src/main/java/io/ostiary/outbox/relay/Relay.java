package io.ostiary.outbox.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.outbox.database.DatabaseAddress;
import io.ostiary.outbox.write.EffectTransport;
import io.ostiary.outbox.write.Wakeup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The two threads that empty the outbox: one publishes events, one delivers effects and tidies up.
 * A thread whose work fails logs it once, waits and starts again with a new lease.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long SHORTEST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 3_000;

    private final Vertx vertx;
    private final RelayConfig config;
    private final Wakeup wakeup;
    private final PgConnectOptions database;
    private final Broker broker;
    private final RelayMetrics metrics;
    private final EventPublisher events;
    private final EffectRelay effects;
    private final Retention retention;
    private volatile boolean running;
    private volatile @Nullable Lease lease;
    private @Nullable Threads threads;

    private record Threads(Thread events, Thread effects) {}

    @Inject
    Relay(
            Vertx vertx,
            RelayConfig config,
            KafkaConfig kafka,
            Config settings,
            EffectTransport transport,
            Wakeup wakeup,
            MeterRegistry registry,
            Instance<Configuration> configuration) {
        this(
                vertx,
                config,
                new Broker(kafka, KafkaSecurity.settings(settings), config),
                database(settings),
                transport,
                wakeup,
                registry,
                retention(config, configuration));
    }

    /**
     * @param retention how long published events and receipts are kept
     */
    Relay(
            Vertx vertx,
            RelayConfig config,
            Broker broker,
            PgConnectOptions database,
            EffectTransport transport,
            Wakeup wakeup,
            MeterRegistry registry,
            Duration retention) {
        this.vertx = vertx;
        this.config = config;
        this.wakeup = wakeup;
        this.database = database;
        this.broker = broker;
        this.metrics = new RelayMetrics(registry, broker);
        this.events = new EventPublisher(broker, config, metrics);
        this.effects = new EffectRelay(transport, config, metrics);
        this.retention = new Retention(config, retention, metrics);
    }

    /** What the suite's configuration file says, where there is one. */
    private static Duration retention(RelayConfig config, Instance<Configuration> configuration) {
        return configuration.isResolvable()
                ? configuration.get().duration("ostiary.events.retention")
                : config.retention();
    }

    private static PgConnectOptions database(Config settings) {
        return DatabaseAddress.of(settings).addProperty("application_name", "ostiary-outbox-relay");
    }

    /**
     * Since when Kafka is known to take no events; empty while it does. For health pages; readiness
     * must not depend on it.
     */
    public Optional<Instant> brokerDownSince() {
        return broker.downSince();
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            running = true;
            threads = new Threads(
                    Thread.ofPlatform().daemon().name("outbox-events").start(this::publishEvents),
                    Thread.ofPlatform().daemon().name("outbox-effects").start(this::deliverEffects));
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        if (running && threads != null) {
            running = false;
            wakeup.listen(true);
            wakeup.wake();
            threads.effects().interrupt();
            threads.events().join(STOP_MILLIS);
            threads.effects().join(STOP_MILLIS);
            threads.events().interrupt();
        }
    }

    private void publishEvents() {
        long pause = 0;
        boolean reported = false;
        while (running) {
            try (Lease current = Lease.open(vertx, database, System::nanoTime)) {
                lease = current;
                if (reported) {
                    LOG.info("the outbox relay works again");
                }
                reported = false;
                pause = 0;
                publishWith(current);
            } catch (RelayException e) {
                if (running && !reported) {
                    LOG.warnf("the outbox relay pauses: %s", e.getMessage());
                    reported = true;
                }
            } catch (RuntimeException e) {
                LOG.error("the outbox relay met an unexpected failure and starts again", e);
            } catch (InterruptedException e) {
                running = false;
            } finally {
                lease = null;
                metrics.buckets(0);
                broker.close();
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, pause * 2));
            pauseFor(running ? pause : 0);
        }
    }

    private void publishWith(Lease current) throws RelayException, InterruptedException {
        while (running && !current.lost()) {
            current.balance();
            metrics.buckets(current.buckets().length);
            boolean more = events.publish(current);
            wakeup.listen(broker.downSince().isEmpty());
            if (!more && wakeup.await(config.poll().toMillis()) && running) {
                Thread.sleep(config.linger());
            }
        }
    }

    private void deliverEffects() {
        while (running) {
            Lease current = lease;
            boolean more = false;
            try {
                if (current != null && !current.lost()) {
                    more = effects.deliver(current);
                    retention.tend(current);
                }
            } catch (RelayException e) {
                // The publishing thread sees the same connection fail, says so and opens a new one.
                current.close();
            } catch (RuntimeException e) {
                LOG.error("the delivery of effects met an unexpected failure and goes on", e);
            }
            pauseFor(more ? 0 : config.effectPoll().toMillis());
        }
    }

    private void pauseFor(long millis) {
        try {
            if (running && millis > 0) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            if (running) {
                LOG.debug("the outbox relay was woken from its pause");
            }
        }
    }
}
