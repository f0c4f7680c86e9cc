package io.ostiary.flow.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A submission was not looked at. A page shows a text, other clients get a problem.
 *
 * @param id the suite's own error id
 * @param retryAfter how long until it is worth another try
 * @param field the field that carries the token of a challenge; null when none is demanded
 */
public record Refusal(
        String id, Text text, Duration retryAfter, @Nullable String field) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    static Refusal attempts(Duration wait) {
        return new Refusal("too_many_attempts", Text.TOO_MANY_ATTEMPTS, rounded(wait), null);
    }

    static Refusal letters(Duration wait) {
        return new Refusal("too_many_messages", Text.TOO_MANY_LETTERS, rounded(wait), null);
    }

    static Refusal challenge(Duration wait, String field) {
        return new Refusal("challenge_required", Text.CHALLENGE_REQUIRED, rounded(wait), field);
    }

    /** Whole seconds, so that who waits as long as told has waited long enough. */
    private static Duration rounded(Duration wait) {
        Duration up = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
        return up.compareTo(SHORTEST) < 0 ? SHORTEST : up;
    }

    /** What a form says; the seconds are in its context. */
    public UiText message() {
        ObjectNode context =
                Json.object().put("retry_after_seconds", retryAfter.toSeconds()).put("wait", words());
        if (field != null) {
            context.put("field", field);
        }
        return text.with(context);
    }

    private String words() {
        long seconds = retryAfter.toSeconds();
        if (seconds < 60) {
            return count(seconds, "second");
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 60 ? count(minutes, "minute") : count((minutes + 59) / 60, "hour");
    }

    private static String count(long n, String unit) {
        return n == 1 ? "1 " + unit : n + " " + unit + "s";
    }

    /** What other clients are told. */
    public Problem problem() {
        String reason = field == null
                ? "Wait as long as Retry-After says, then try again."
                : "Send the token of a challenge in the field " + field + ", or wait as long as Retry-After says.";
        return new Problem.Limited(id, reason, retryAfter);
    }
}
