package io.ostiary.courier.dispatch;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows from an attempt, or from not making one. */
sealed interface Outcome {

    /** The provider has accepted the message. */
    record Sent() implements Outcome {}

    /**
     * Try again.
     *
     * @param after how long to wait
     * @param counts whether it counts against the message's retries
     * @param error what went wrong
     * @param summary the same in words that the log may see
     */
    record Again(Duration after, boolean counts, String error, String summary) implements Outcome {}

    /**
     * Give up.
     *
     * @param error what went wrong in the last attempt; null when there was none
     */
    record Abandoned(Reason reason, @Nullable String error) implements Outcome {}

    /** Why a message is given up; the words of the event {@code courier.message_abandoned}. */
    enum Reason {
        EXPIRED,
        ATTEMPTS,
        REFUSED,
        UNKNOWN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
