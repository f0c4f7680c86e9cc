package io.ostiary.flow.v05;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Query;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code methods/link} of recovery and verification have in common: the links in mails name no flow, and a browser's
 * submission has to carry its anti-forgery token where other sites can't put it.
 */
@Singleton
class OlderLinks {

    private static final String NO_FLOW = new UUID(0, 0).toString();

    private final FlowReading reading;
    private final PostgresSecrets secrets;
    private final Answers answers;

    OlderLinks(FlowReading reading, PostgresSecrets secrets, Answers answers) {
        this.reading = reading;
        this.secrets = secrets;
        this.answers = answers;
    }

    /**
     * Opens a link out of a mail.
     *
     * @param submit takes the flow's id and what was sent
     * @param wrong what a link leads to that opens nothing
     */
    Uni<Answer> open(
            ClientRequest request,
            Purpose purpose,
            Body body,
            @Nullable String token,
            BiFunction<String, Body, Uni<Answer>> submit,
            Supplier<Uni<Answer>> wrong) {
        if (token == null || token.isEmpty()) {
            return answers.problem(request, new Problem.NotFound("The link names neither a flow nor a token."));
        }
        return secrets.find(null, purpose, token)
                .chain(secret -> secret == null
                        ? wrong.get()
                        : submit.apply(secret.flowId().toString(), body))
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .recoverWithUni(() -> wrong.get());
    }

    /**
     * Submits a flow by a form or by JSON. A browser has to prove itself before it is told that there is no such flow.
     *
     * @param flowId null: the address names none
     * @param over what a browser's flow leads to that has ended: nothing in it is the browser's any more
     */
    Uni<Answer> submit(
            ClientRequest request,
            FlowKind kind,
            @Nullable String flowId,
            Body.Older sent,
            BiFunction<String, Body, Uni<Answer>> submit,
            Supplier<Uni<Answer>> over) {
        boolean proved = isProved(request, sent.bytes());
        return reading.find(kind, Objects.requireNonNullElse(flowId, NO_FLOW))
                .map(Optional::of)
                .onFailure(e -> !proved && ProblemException.is(e, Problem.NotFound.class))
                .recoverWithItem(Optional.empty())
                .chain(found -> found.filter(flow -> flow.isNative() || proved)
                        .map(flow -> isOver(flow)
                                ? over.get()
                                : submit.apply(flow.id().toString(), sent))
                        .orElseGet(() -> Uni.createFrom().item(forged(request))));
    }

    private static boolean isOver(Flow flow) {
        return !flow.isNative() && flow.state() == FlowState.PASSED_CHALLENGE;
    }

    private static Answer forged(ClientRequest request) {
        return Answers.problemAsJson(new Problem.BadRequest(request.inbound().csrfRejectReason()));
    }

    private static boolean isProved(ClientRequest request, byte[] body) {
        return request.inbound().csrfMatches(request.header("X-CSRF-Token"))
                || request.inbound().csrfMatches(ofForm(request, body, "csrf_token"));
    }

    /** A field of a form; null where the body is none, or lacks it. */
    static @Nullable String ofForm(ClientRequest request, byte[] body, String name) {
        String type = Objects.requireNonNullElse(request.header("Content-Type"), "");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return null;
        }
        try {
            return Query.ofForm(body).first(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
