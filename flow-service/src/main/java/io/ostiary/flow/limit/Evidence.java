package io.ostiary.flow.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.events.FlowFailed;
import io.ostiary.flow.flow.Flow;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Leaves traces of what failed and what was refused: a counter each time, an event for each failure, and for refusals one a
 * minute by account or network, so that nobody fills the outbox by being refused.
 */
@Singleton
class Evidence {

    /** Wrong passwords and codes, and submissions that were not looked at; tags {@code flow}, {@code method}, {@code reason}. */
    static final String FAILURES = "ostiary.flow.failures";

    private static final Logger LOG = Logger.getLogger(Evidence.class);
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;
    private static final String WRONG = "wrong";

    private final PostgresFailures failures;
    private final OwnerLetters letters;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Remembered<Long> told = new Remembered<>(REMEMBERED);

    Evidence(PostgresFailures failures, OwnerLetters letters, MeterRegistry metrics, Clock clock) {
        this.failures = failures;
        this.letters = letters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The event of a wrong password or code; it names nobody. */
    static Event wrong(Guess guess) {
        return event(guess.sent().flow(), guess.method(), WRONG);
    }

    void countWrong(Guess guess) {
        count(guess.sent().flow(), guess.method(), WRONG);
    }

    /** A guess was not looked at. */
    Uni<Void> refused(Guess guess, Reason reason) {
        letters.refused(guess);
        return refused(guess.sent().flow(), guess.method(), reason, subject(guess));
    }

    /**
     * A submission was not looked at.
     *
     * @param subject of whom the event is written once a minute
     */
    Uni<Void> refused(Flow flow, String method, Reason reason, String subject) {
        count(flow, method, reason.wire());
        return isToldNow(reason.wire() + ' ' + subject)
                ? failures.tell(event(flow, method, reason.wire()))
                        .onFailure()
                        .invoke(e -> LOG.warnf("A refusal is not told as an event: %s", e.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    private static String subject(Guess guess) {
        byte[] of = guess.account() == null ? guess.network() : guess.account();
        return of == null ? "" : HexFormat.of().formatHex(of);
    }

    private boolean isToldNow(String subject) {
        long now = clock.millis();
        return told.update(subject, last -> last == null || now - last >= TOLD_EVERY.toMillis() ? now : last) == now;
    }

    private void count(Flow flow, String method, String reason) {
        metrics.counter(FAILURES, "flow", flow.kind().wire(), "method", method, "reason", reason)
                .increment();
    }

    private static Event event(Flow flow, String method, String reason) {
        return Event.of(new FlowFailed(flow.id(), flow.kind().wire(), method, reason));
    }
}
