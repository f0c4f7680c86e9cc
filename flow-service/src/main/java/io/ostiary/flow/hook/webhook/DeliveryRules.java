package io.ostiary.flow.hook.webhook;

import io.ostiary.outbound.Outcome;
import java.time.Duration;

/**
 * What follows from a try of a call that nobody waits for. Whatever is not taken with a status of 2xx is tried again: after 5
 * s, then after four times as long each time, an hour at most. 410 means never again, as Standard Webhooks has it.
 */
final class DeliveryRules {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int FACTOR = 4;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int GONE = 410;

    /** What is done next. */
    sealed interface Next {

        /** For metrics. */
        String word();
    }

    /** Nothing: the receiver has it, or nobody was to be called. */
    record Taken() implements Next {

        @Override
        public String word() {
            return "taken";
        }
    }

    /** It is tried again. */
    record Again(Duration pause, String why) implements Next {

        @Override
        public String word() {
            return "again";
        }
    }

    /** It is left to operators. */
    record GiveUp(String why) implements Next {

        @Override
        public String word() {
            return "given_up";
        }
    }

    private final int most;

    DeliveryRules(int most) {
        this.most = most;
    }

    /** @param attempts tries, this one included */
    Next after(int attempts, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(attempts, answered.status());
            case Outcome.TooLong tooLong -> answered(attempts, tooLong.status());
            case Outcome.Forbidden forbidden -> afterFailure(attempts, "the receiver has a private address", true);
            case Outcome.Busy busy -> afterFailure(attempts, "too many calls were under way", false);
            case Outcome.Failed failed ->
                afterFailure(attempts, "no answer: " + failed.cause().getClass().getSimpleName(), false);
        };
    }

    private Next answered(int attempts, int status) {
        return status >= 200 && status < 300
                ? new Taken()
                : afterFailure(attempts, "the receiver answered " + status, status == GONE);
    }

    /** @param forGood whether another try would come to the same */
    Next afterFailure(int attempts, String why, boolean forGood) {
        return forGood || attempts >= most ? new GiveUp(why) : new Again(pause(attempts), why);
    }

    private static Duration pause(int attempts) {
        double millis = FIRST_WAIT.toMillis() * Math.pow(FACTOR, Math.max(0, attempts - 1));
        return Duration.ofMillis((long) Math.min(millis, LONGEST_WAIT.toMillis()));
    }
}
