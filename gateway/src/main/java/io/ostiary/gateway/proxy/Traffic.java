package io.ostiary.gateway.proxy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.gateway.route.Listener;
import io.ostiary.gateway.route.Target;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;

/**
 * What the gateway counts. Each event loop counts for itself, in plain numbers that nobody else
 * writes; they are added up when somebody asks for the metrics.
 */
public final class Traffic {

    private static final String[] OUTCOMES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private static final int CELLS = Listener.values().length * Target.values().length * OUTCOMES.length;

    private static final int TARGETS = Target.values().length;

    private final List<Tally> tallies = new CopyOnWriteArrayList<>();

    /** The counts of one event loop. Only that loop calls the methods. */
    static final class Tally {

        private final AtomicLongArray answers = new AtomicLongArray(CELLS);

        private final AtomicLongArray nanos = new AtomicLongArray(CELLS);

        private final AtomicLongArray refusals = new AtomicLongArray(GatewayAnswer.values().length);

        private final AtomicLongArray turnedAway = new AtomicLongArray(ClientConnections.Entry.values().length);

        private final AtomicLongArray repeats = new AtomicLongArray(1);

        void answered(Listener listener, Target target, int status, long duration) {
            int outcome = status / 100 < OUTCOMES.length ? status / 100 : 0;
            int cell = cell(listener, target, outcome);
            add(answers, cell, 1);
            add(nanos, cell, duration);
        }

        void refused(GatewayAnswer answer) {
            add(refusals, answer.ordinal(), 1);
        }

        void turnedAway(ClientConnections.Entry entry) {
            add(turnedAway, entry.ordinal(), 1);
        }

        void repeated() {
            add(repeats, 0, 1);
        }

        private static void add(AtomicLongArray numbers, int cell, long amount) {
            numbers.setOpaque(cell, numbers.getPlain(cell) + amount);
        }
    }

    /** Registers the meters. */
    public Traffic(MeterRegistry registry) {
        for (Listener listener : Listener.values()) {
            for (Target target : Target.values()) {
                for (int outcome = 0; outcome < OUTCOMES.length; outcome++) {
                    register(registry, listener, target, outcome);
                }
            }
        }
        for (GatewayAnswer answer : GatewayAnswer.values()) {
            FunctionCounter.builder(
                            "ostiary.gateway.refusals",
                            this,
                            each -> each.sum(tally -> tally.refusals.getOpaque(answer.ordinal())))
                    .tag("reason", answer.name().toLowerCase(Locale.ROOT))
                    .description("Requests that the gateway answered in a service's place")
                    .register(registry);
        }
        turnedAway(registry, ClientConnections.Entry.TOO_MANY, "all");
        turnedAway(registry, ClientConnections.Entry.TOO_MANY_FROM_ADDRESS, "address");
        FunctionCounter.builder("ostiary.gateway.repeats", this, each -> each.sum(tally -> tally.repeats.getOpaque(0)))
                .description("Requests sent again because a kept connection was closed")
                .register(registry);
    }

    private void turnedAway(MeterRegistry registry, ClientConnections.Entry entry, String limit) {
        FunctionCounter.builder(
                        "ostiary.gateway.client.connections.refused",
                        this,
                        each -> each.sum(tally -> tally.turnedAway.getOpaque(entry.ordinal())))
                .tag("limit", limit)
                .description("Connections of clients that were closed because there were too many")
                .register(registry);
    }

    private void register(MeterRegistry registry, Listener listener, Target target, int outcome) {
        int cell = cell(listener, target, outcome);
        FunctionTimer.builder(
                        "ostiary.gateway.answers",
                        this,
                        each -> each.sum(tally -> tally.answers.getOpaque(cell)),
                        each -> each.sum(tally -> tally.nanos.getOpaque(cell)),
                        TimeUnit.NANOSECONDS)
                .tag("listener", listener.wireName())
                .tag("target", target.name().toLowerCase(Locale.ROOT))
                .tag("outcome", OUTCOMES[outcome])
                .description("Requests that were answered, and how long it took")
                .register(registry);
    }

    /** A new set of counts, for a new event loop. */
    Tally tally() {
        Tally tally = new Tally();
        tallies.add(tally);
        return tally;
    }

    private long sum(ToLongFunction<Tally> count) {
        return tallies.stream().mapToLong(count).sum();
    }

    private static int cell(Listener listener, Target target, int outcome) {
        return (listener.ordinal() * TARGETS + target.ordinal()) * OUTCOMES.length + outcome;
    }
}
