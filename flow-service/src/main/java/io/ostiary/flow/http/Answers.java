package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemMapper;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.error.UserErrors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The three renderings of one outcome: JSON, a redirect, or a redirect to the error page. */
@Singleton
public class Answers {

    private final UserErrors errors;
    private final ReturnAddresses addresses;

    Answers(UserErrors errors, ReturnAddresses addresses) {
        this.errors = errors;
        this.addresses = addresses;
    }

    /** A JSON answer. */
    public static Response json(int status, JsonNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.text(body))
                .build();
    }

    /** Sends a browser elsewhere with GET (RFC 9110, section 15.4.4). */
    public static Response seeOther(String address) {
        return Response.status(303).header("Location", address).build();
    }

    /** Sends a browser elsewhere in the older way that the contract has in some places. */
    public static Response found(String address) {
        return Response.status(302).header("Location", address).build();
    }

    /** A problem, told in JSON or by the error page, as the client wants it. */
    public Uni<Response> problem(ClientRequest request, Problem problem) {
        ProblemResponses.Answer answer = ProblemResponses.of(problem);
        // A dependency that is down can't store an error either, and a proxy should see that it is down.
        if (request.isJson() || answer.status() == 503) {
            return Uni.createFrom().item(ProblemMapper.response(answer));
        }
        return toErrorPage(answer.error());
    }

    /** A problem, told in JSON whatever the client wants. */
    public static Response problemAsJson(Problem problem) {
        return ProblemMapper.response(ProblemResponses.of(problem));
    }

    private Uni<Response> toErrorPage(JsonNode error) {
        return errors.add(error)
                .map(id -> seeOther(ReturnAddresses.with(addresses.page("error"), "id", id.toString())));
    }

    /** Tells the problems of a pipeline as {@link #problem} does. */
    public Uni<Response> tell(ClientRequest request, Uni<Response> outcome) {
        return outcome.onFailure(ProblemException.class)
                .recoverWithUni(e -> problem(request, ((ProblemException) e).problem()));
    }

    /** The page that shows a flow. */
    public String flowPage(String kind, UUID flowId) {
        return ReturnAddresses.with(addresses.page(kind), "flow", flowId.toString());
    }
}
