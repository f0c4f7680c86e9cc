package io.ostiary.flow.recovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.submission.Open;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How clients are told where a recovery stands. */
@Singleton
public class RecoveryAnswers {

    private final RecoveryConfig config;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Clock clock;

    RecoveryAnswers(RecoveryConfig config, Answers answers, ReturnAddresses addresses, Clock clock) {
        this.config = config;
        this.answers = answers;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Somebody who is signed in has no account to get back into. */
    public Answer signedIn(ClientRequest request) {
        return request.isJson()
                ? Answers.problemAsJson(new Problem.SessionAlreadyAvailable())
                : Answers.found(addresses.byDefault());
    }

    /** The flow as it is now: as JSON, or its page. */
    Answer shown(Open open) {
        if (open.isPage()) {
            return toPage(open.flow());
        }
        showPayload(open.flow());
        return Answers.flow(open.flow());
    }

    /** Shows the client what it sent along. */
    static void showPayload(Flow flow) {
        flow.showOnce("transient_payload", Objects.requireNonNullElse(flow.transientPayload(), Json.object()));
    }

    /** Another flow replaces an expired one. */
    Answer replaced(ClientRequest request, Flow expired, Flow fresh) {
        if (config.continuesWith() && fresh.isNative()) {
            Duration since = Duration.between(expired.expiresAt(), clock.instant());
            return Answers.problemAsJson(
                    new Problem.FlowExpired(fresh.id(), expired.expiresAt(), since, showRecovery(fresh.id())));
        }
        return request.isJson() || fresh.isNative() ? toFlow(fresh) : toPage(fresh);
    }

    /**
     * Another flow takes the place of one that can't go on.
     *
     * @param told what a client is told that reads JSON, with the new flow's id; null: all are only sent there
     */
    Answer startedOver(ClientRequest request, Flow fresh, @Nullable Problem told) {
        if (told == null) {
            return fresh.isNative() ? toFlow(fresh) : toPage(fresh);
        }
        if (!request.isJson()) {
            return toPage(fresh);
        }
        return config.continuesWith() ? problem(told, fresh) : toFlow(fresh);
    }

    private static Answer problem(Problem problem, Flow fresh) {
        ObjectNode details = Json.object();
        details.set("continue_with", showRecovery(fresh.id()));
        return Answers.problemAsJson(
                switch (problem) {
                    case Problem.IdentityDisabled p ->
                        new Problem.IdentityDisabled(p.withId(), details.setAll((ObjectNode) p.details()));
                    default -> new Problem.WithDetails(problem, details);
                });
    }

    private static ArrayNode showRecovery(UUID flowId) {
        return ContinueWith.list(List.of(new ContinueWith.ShowRecovery(flowId)));
    }

    private Answer toFlow(Flow flow) {
        return Answers.seeOther(answers.flowAddress(flow));
    }

    private Answer toPage(Flow flow) {
        return Answers.seeOther(answers.flowPage(flow));
    }
}
