package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.error.PostgresUserErrors;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRendering;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The three renderings of one outcome: JSON, a redirect, or a redirect to the error page. */
@Singleton
public class Answers {

    private final PostgresUserErrors errors;
    private final ReturnAddresses addresses;

    Answers(PostgresUserErrors errors, ReturnAddresses addresses) {
        this.errors = errors;
        this.addresses = addresses;
    }

    /** A JSON answer. */
    public static Answer json(int status, JsonNode body) {
        return new Answer.Json(status, body, null);
    }

    /** A flow as its client sees it. */
    public static Answer flow(Flow flow) {
        return json(200, FlowRendering.of(flow));
    }

    /** Sends a browser elsewhere with GET (RFC 9110, section 15.4.4). */
    public static Answer seeOther(String address) {
        return new Answer.Elsewhere(303, address);
    }

    /** Sends a browser elsewhere in the older way that the contract has in some places. */
    public static Answer found(String address) {
        return new Answer.Elsewhere(302, address);
    }

    /** Sends a browser elsewhere to go on there; a page's script is told where that is. */
    public static Answer onward(ClientRequest request, String address) {
        return request.acceptsJson() ? problemAsJson(new Problem.LocationChangeRequired(address)) : seeOther(address);
    }

    /** A problem, told in JSON or by the error page, as the client wants it. */
    public Uni<Answer> problem(ClientRequest request, Problem problem) {
        ProblemResponses.Answer answer = ProblemResponses.of(problem);
        // A dependency that is down can't store an error either, and a proxy should see that it is
        // down.
        if (request.isJson() || answer.status() == 503) {
            return Uni.createFrom().item(json(answer));
        }
        return toErrorPage(answer.error());
    }

    /** A problem, told in JSON whatever the client wants. */
    public static Answer problemAsJson(Problem problem) {
        return json(ProblemResponses.of(problem));
    }

    private Uni<Answer> toErrorPage(JsonNode error) {
        return errors.add(error)
                .map(id -> seeOther(ReturnAddresses.with(addresses.page("error"), "id", id.toString())));
    }

    /** Tells the problems of a pipeline as {@link #problem} does. */
    public Uni<Answer> tell(ClientRequest request, Uni<Answer> outcome) {
        return outcome.onFailure(ProblemException.class)
                .recoverWithUni(e -> problem(request, ((ProblemException) e).problem()));
    }

    /** The page that shows a flow. */
    public String flowPage(String kind, UUID flowId) {
        return ReturnAddresses.with(addresses.page(kind), "flow", flowId.toString());
    }

    private static Answer json(ProblemResponses.Answer answer) {
        return new Answer.Json(answer.status(), answer.body(), answer.retryAfter());
    }
}
