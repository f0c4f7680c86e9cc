package io.ostiary.courier.dispatch;

import io.ostiary.config.Configuration;
import io.ostiary.courier.channel.DeliveryFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Decides what follows from an attempt. */
@Singleton
class DispatchRules {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    /** Who greylists takes the message after five to fifteen minutes. */
    private static final Duration FIRST_WAIT_WHEN_DEFERRED = Duration.ofMinutes(1);

    private static final int WAIT_FACTOR = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT_FOR_PROVIDER = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT_WHEN_TURNED_AWAY = Duration.ofMinutes(1);
    private static final Duration GIVE_UP_ON_PROVIDER = Duration.ofDays(1);

    private final int retries;
    private final Set<String> atMostOnce;

    @Inject
    DispatchRules(Configuration configuration) {
        this(
                configuration.integer("courier.message_retries"),
                Set.copyOf(configuration.list("ostiary.courier.at_most_once")));
    }

    DispatchRules(int retries, Set<String> atMostOnce) {
        this.retries = retries;
        this.atMostOnce = atMostOnce;
    }

    /** What to do instead of an attempt; empty: make it. */
    Optional<Outcome> before(ClaimedMessage message) {
        if (message.unknown() && atMostOnce.contains(message.templateType())) {
            return Optional.of(new Outcome.Abandoned(Outcome.Reason.UNKNOWN, null));
        }
        return message.expired() ? Optional.of(new Outcome.Abandoned(Outcome.Reason.EXPIRED, null)) : Optional.empty();
    }

    /** What follows from a failure. */
    Outcome after(ClaimedMessage message, DeliveryFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> later(message, LONGEST_WAIT_FOR_PROVIDER, failure);
            case TURNED_AWAY -> later(message, LONGEST_WAIT_WHEN_TURNED_AWAY, failure);
            case DEFERRED -> again(message, FIRST_WAIT_WHEN_DEFERRED, Outcome.Reason.REFUSED, failure);
            case REFUSED -> again(message, FIRST_WAIT, Outcome.Reason.REFUSED, failure);
            case FINAL -> new Outcome.Abandoned(Outcome.Reason.REFUSED, failure.reason());
            case UNKNOWN ->
                atMostOnce.contains(message.templateType())
                        ? new Outcome.Abandoned(Outcome.Reason.UNKNOWN, failure.reason())
                        : again(message, FIRST_WAIT, Outcome.Reason.ATTEMPTS, failure);
        };
    }

    private static Outcome later(ClaimedMessage message, Duration longest, DeliveryFailure failure) {
        return message.age().compareTo(GIVE_UP_ON_PROVIDER) > 0
                ? new Outcome.Abandoned(Outcome.Reason.ATTEMPTS, failure.reason())
                : new Outcome.Again(
                        wait(message.sendCount(), FIRST_WAIT, longest), false, failure.reason(), failure.summary());
    }

    private Outcome again(ClaimedMessage message, Duration first, Outcome.Reason reason, DeliveryFailure failure) {
        return message.failures() >= retries
                ? new Outcome.Abandoned(reason, failure.reason())
                : new Outcome.Again(
                        wait(message.failures() + 1, first, LONGEST_WAIT), true, failure.reason(), failure.summary());
    }

    /** The first wait, then three times as long each time. */
    private static Duration wait(int attempt, Duration first, Duration longest) {
        double millis = first.toMillis() * Math.pow(WAIT_FACTOR, Math.max(0, attempt - 1));
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }
}
