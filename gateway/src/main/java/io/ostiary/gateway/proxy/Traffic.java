package io.ostiary.gateway.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ostiary.gateway.route.Listener;
import io.ostiary.gateway.route.Target;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the gateway counts. All meters exist from the start, so that a request looks none up. */
public final class Traffic {

    private static final String[] OUTCOMES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final Timer[][][] answers;

    private final Map<GatewayAnswer, Counter> refusals = new EnumMap<>(GatewayAnswer.class);

    private final Counter repeats;

    /** Registers the meters. */
    public Traffic(MeterRegistry registry) {
        answers = new Timer[Listener.values().length][Target.values().length][OUTCOMES.length];
        for (Listener listener : Listener.values()) {
            for (Target target : Target.values()) {
                for (int outcome = 0; outcome < OUTCOMES.length; outcome++) {
                    answers[listener.ordinal()][target.ordinal()][outcome] =
                            registry.timer(
                                    "ostiary.gateway.answers",
                                    "listener",
                                    listener.wireName(),
                                    "service",
                                    target.name().toLowerCase(Locale.ROOT),
                                    "outcome",
                                    OUTCOMES[outcome]);
                }
            }
        }
        for (GatewayAnswer answer : GatewayAnswer.values()) {
            refusals.put(
                    answer,
                    registry.counter(
                            "ostiary.gateway.refusals", "reason", answer.name().toLowerCase(Locale.ROOT)));
        }
        repeats = registry.counter("ostiary.gateway.repeats");
    }

    void answered(Listener listener, Target target, int status, long nanos) {
        int outcome = status / 100 < OUTCOMES.length ? status / 100 : 0;
        answers[listener.ordinal()][target.ordinal()][outcome].record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(GatewayAnswer answer) {
        refusals.get(answer).increment();
    }

    void repeated() {
        repeats.increment();
    }
}
