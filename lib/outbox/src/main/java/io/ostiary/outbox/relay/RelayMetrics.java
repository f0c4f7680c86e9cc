package io.ostiary.outbox.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the relay shows: {@code ostiary_outbox_*}. Alert on {@code ostiary_outbox_held_keys} above 0
 * and on {@code ostiary_outbox_oldest_seconds} above the time that consumers may lag.
 */
final class RelayMetrics {

    private static final int REMEMBERED = 1_000;

    private final MeterRegistry registry;
    private final Counter published;
    private final Counter sendFailures;
    private final Counter effectsDelivered;
    private final Counter effectFailures;
    private final AtomicLong buckets = new AtomicLong();
    private final AtomicLong heldKeys = new AtomicLong();
    private final AtomicLong waitingEvents = new AtomicLong();
    private final AtomicLong waitingEffects = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();

    /** Positions that were reported already; the oldest are forgotten. */
    private final Set<Long> reported = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    RelayMetrics(MeterRegistry registry, Broker broker) {
        this.registry = registry;
        published = registry.counter("ostiary.outbox.published");
        sendFailures = registry.counter("ostiary.outbox.send.failures");
        effectsDelivered = registry.counter("ostiary.outbox.effects.delivered");
        effectFailures = registry.counter("ostiary.outbox.effects.failures");
        gauge(registry, "ostiary.outbox.buckets", "Buckets that this relay publishes, of 64", buckets, 1);
        gauge(registry, "ostiary.outbox.held.keys", "Keys behind an event that Kafka refuses", heldKeys, 1);
        gauge(registry, "ostiary.outbox.waiting.events", "Unpublished events, counted up to 100000", waitingEvents, 1);
        gauge(
                registry,
                "ostiary.outbox.waiting.effects",
                "Undelivered effects, counted up to 100000",
                waitingEffects,
                1);
        gauge(registry, "ostiary.outbox.oldest.seconds", "Age of the oldest row of the outbox", oldestMillis, 1000);
        Gauge.builder("ostiary.outbox.broker.up", broker, b -> b.downSince().isPresent() ? 0 : 1)
                .description("1 while Kafka takes events")
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, AtomicLong value, double divisor) {
        Gauge.builder(name, value, v -> v.get() / divisor)
                .description(description)
                .register(registry);
    }

    void published(int count) {
        published.increment(count);
    }

    void sendFailed() {
        sendFailures.increment();
    }

    void effectDelivered() {
        effectsDelivered.increment();
    }

    void effectFailed() {
        effectFailures.increment();
    }

    /** How often a table of the outbox could not be cleaned; beside those of the service's own tables. */
    Counter cleanupFailures(String table) {
        return registry.counter("ostiary.cleanup.failures", "table", table);
    }

    void buckets(int count) {
        buckets.set(count);
    }

    void heldKeys(int count) {
        heldKeys.set(count);
    }

    void waiting(long events, long effects, long oldest) {
        waitingEvents.set(events);
        waitingEffects.set(effects);
        oldestMillis.set(oldest);
    }

    /** Whether the row was not reported before, so that the log has one line for it. */
    boolean firstTime(long position) {
        return reported.add(position);
    }
}
