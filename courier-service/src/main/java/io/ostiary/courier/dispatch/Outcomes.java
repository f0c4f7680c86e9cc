package io.ostiary.courier.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Writes what came of attempts. */
@Singleton
class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private final PostgresQueue queue;
    private final EndMessage end;
    private final ProvidersAway away;
    private final MeterRegistry metrics;

    Outcomes(PostgresQueue queue, EndMessage end, ProvidersAway away, MeterRegistry metrics) {
        this.queue = queue;
        this.end = end;
        this.away = away;
        this.metrics = metrics;
    }

    /** Writes what came of an attempt, and says in the log what operators should know. */
    Uni<?> write(ClaimedMessage message, Outcome outcome) {
        metrics.counter("ostiary.courier.attempts", "channel", message.channel(), "outcome", word(outcome))
                .increment();
        return switch (outcome) {
            case Outcome.Sent sent -> {
                logBack(message);
                yield end.recordSent(message);
            }
            case Outcome.Again again -> {
                log(message, again);
                yield queue.putBack(message, again);
            }
            case Outcome.Abandoned abandoned -> {
                LOG.warnf(
                        "message %s is given up: %s",
                        message.id(), abandoned.reason().wire());
                yield end.recordAbandoned(message, abandoned);
            }
        };
    }

    /** That a provider is away is said once, however many messages wait for it. */
    private void log(ClaimedMessage message, Outcome.Again again) {
        if (!again.counts() && away.noticed(message.channel(), again.summary())) {
            LOG.warnf("%s waits, nothing is lost: %s", message.channel(), again.summary());
        }
        LOG.logf(
                again.counts() ? Logger.Level.INFO : Logger.Level.DEBUG,
                "message %s will be tried again in %d ms: %s",
                message.id(),
                again.after().toMillis(),
                again.summary());
    }

    private void logBack(ClaimedMessage message) {
        if (away.isBack(message.channel())) {
            LOG.infof("%s leaves again", message.channel());
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent sent -> "sent";
            case Outcome.Again again -> "again";
            case Outcome.Abandoned abandoned -> abandoned.reason().wire();
        };
    }
}
