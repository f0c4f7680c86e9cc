package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.hook.Rewrite;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Draft;
import io.ostiary.outbound.Outcome;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads what came of a call that somebody waited for. */
final class WebHookAnswer {

    /** What a flow makes of it. */
    sealed interface Read {}

    /** The receiver has said what it wanted to say. */
    record Said(Verdict verdict) implements Read {}

    /**
     * The flow ends here.
     *
     * @param why for the operator; holds nothing that the receiver sent
     */
    record Broken(Problem told, String why) implements Read {}

    private static final int LONGEST_TEXT = 2_000;

    private WebHookAnswer() {}

    static Read read(WebHookConfig hook, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(int status, Buffer body) -> answered(hook, status, body);
            case Outcome.TooLong(int status) ->
                hook.interrupts() || status >= 300 ? unreadable("its answer is too long") : new Said(Verdict.GO);
            case Outcome.Forbidden(String host) -> unreadable(host + " is a private address");
            case Outcome.Busy busy ->
                new Broken(
                        new Problem.Unavailable("Too many web hooks wait for an answer.", Duration.ofSeconds(1)),
                        "too many calls are under way");
            case Outcome.Failed(Throwable cause) -> failed(cause);
        };
    }

    private static Read failed(Throwable cause) {
        boolean late = cause instanceof io.smallrye.mutiny.TimeoutException || cause instanceof TimeoutException;
        return late
                ? new Broken(
                        new Problem.GatewayTimeout("A web hook did not answer in time."), "it did not answer in time")
                : unreadable("it can't be reached: " + cause.getClass().getSimpleName());
    }

    private static Broken unreadable(String why) {
        return new Broken(new Problem.HookFailed(), why);
    }

    private static Read answered(WebHookConfig hook, int status, Buffer body) {
        if (CallWebHook.isInTrouble(status) || status == 429) {
            return unreadable("it answered " + status);
        }
        if (status >= 300) {
            return hook.interrupts() && status >= 400 ? refusal(body) : improper(status);
        }
        return hook.parse() && status == 200 ? change(body) : new Said(Verdict.GO);
    }

    private static Read improper(int status) {
        return new Broken(
                new Problem.BadGateway(null, "A web hook answered improperly. Please try again later."),
                "it answered " + status);
    }

    private static Read refusal(Buffer body) {
        List<Complaint> complaints = new ArrayList<>();
        JsonNode answer = json(body);
        if (answer == null) {
            return unreadable("its answer is no JSON");
        }
        for (JsonNode place : answer.path("messages")) {
            for (JsonNode message : place.path("messages")) {
                complaints.add(new Complaint(field(place.path("instance_ptr").asText("")), text(message)));
            }
        }
        return complaints.isEmpty()
                ? unreadable("it refused without messages")
                : new Said(new Verdict.Refuse(complaints));
    }

    /** {@code #/traits/email} is the field {@code traits.email}; {@code #/} is the form. */
    private static @Nullable String field(String pointer) {
        String path = pointer.startsWith("#") ? pointer.substring(1) : pointer;
        String field = (path.startsWith("/") ? path.substring(1) : path)
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
        return field.isEmpty() ? null : field;
    }

    private static UiText text(JsonNode message) {
        String text = message.path("text").asText("");
        return new UiText(
                message.path("id").asLong(),
                text.substring(0, Math.min(text.length(), LONGEST_TEXT)),
                message.path("type").asText().equals("error") ? "error" : "info",
                message.hasNonNull("context") ? message.get("context") : null);
    }

    private static Read change(Buffer body) {
        JsonNode answer = json(body);
        if (!(answer instanceof ObjectNode)) {
            return unreadable("its answer is no JSON object");
        }
        JsonNode identity = answer.path("identity");
        if (identity.isMissingNode() || identity.isNull()) {
            return new Said(Verdict.GO);
        }
        return identity instanceof ObjectNode changed
                ? new Said(new Verdict.GoWith(rewrite(changed)))
                : unreadable("its identity is no object");
    }

    private static Rewrite rewrite(ObjectNode identity) {
        Draft draft = new Draft(
                identity.get("metadata_public"),
                identity.get("metadata_admin"),
                text(identity, "state"),
                identity.has("external_id") ? identity.path("external_id").asText("") : null,
                verified(identity.path("verifiable_addresses")));
        return new Rewrite(
                identity.hasNonNull("traits") ? identity.get("traits") : null, draft, text(identity, "schema_id"));
    }

    private static @Nullable String text(ObjectNode identity, String field) {
        String text = identity.path(field).asText("");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable List<CodeAddress> verified(JsonNode addresses) {
        List<CodeAddress> verified = new ArrayList<>();
        for (JsonNode address : addresses) {
            if (address.path("verified").asBoolean(false)) {
                verified.add(new CodeAddress(
                        address.path("via").asText(), address.path("value").asText()));
            }
        }
        return verified.isEmpty() ? null : verified;
    }

    private static @Nullable JsonNode json(Buffer body) {
        try {
            JsonNode read = Json.ofClient(body.getBytes());
            return read.isMissingNode() ? null : read;
        } catch (IOException e) {
            return null;
        }
    }
}
