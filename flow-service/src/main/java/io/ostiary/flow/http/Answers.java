package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.error.PostgresUserErrors;
import io.ostiary.flow.flow.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The three renderings of one outcome: JSON, a redirect, or a redirect to the error page. */
@Singleton
public class Answers {

    private final PostgresUserErrors errors;
    private final ReturnAddresses addresses;
    private final Views views;

    Answers(PostgresUserErrors errors, ReturnAddresses addresses, Views views) {
        this.errors = errors;
        this.addresses = addresses;
        this.views = views;
    }

    /** A JSON answer. */
    public static Answer json(int status, JsonNode body) {
        return new Answer.Json(status, body, null);
    }

    /** A flow as its client sees it. */
    public static Answer flow(Flow flow) {
        return flow(200, flow);
    }

    /** A flow as its client sees it, with another status. */
    public static Answer flow(int status, Flow flow) {
        return new Answer.OfFlow(status, flow);
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
        return request.isJson() ? Uni.createFrom().item(problemAsJson(problem)) : toErrorPage(request, problem);
    }

    /** A problem with a flow, told in JSON or by the error page, as the flow's client wants it. */
    public Uni<Answer> problem(ClientRequest request, Flow flow, Problem problem) {
        return views.of(request).tellsInJson(request, flow)
                ? Uni.createFrom().item(problemAsJson(problem))
                : toErrorPage(request, problem);
    }

    /** A problem, told in JSON whatever the client wants. */
    public static Answer problemAsJson(Problem problem) {
        return new Answer.OfProblem(problem);
    }

    /** A problem, told by the error page. */
    public Uni<Answer> toErrorPage(ClientRequest request, Problem problem) {
        View view = views.of(request);
        ProblemResponses.Answer told = view.problem(problem);
        // A dependency that is down can't store an error either, and a proxy should see that it is
        // down.
        if (told.status() == 503) {
            return Uni.createFrom().item(problemAsJson(problem));
        }
        String page = addresses.page(request.generation(), "error");
        return errors.add(told.error())
                .map(id -> seeOther(ReturnAddresses.with(page, view.errorParameter(), id.toString())));
    }

    /** Tells the problems of a pipeline as {@link #problem} does. */
    public Uni<Answer> tell(ClientRequest request, Uni<Answer> outcome) {
        return outcome.onFailure(ProblemException.class)
                .recoverWithUni(e -> problem(request, ((ProblemException) e).problem()));
    }

    /** Where a flow is read. */
    public String flowAddress(Flow flow) {
        return addresses.ofPublic(flow.generation(), flow.kind().path() + "/flows?id=" + flow.id());
    }

    /** Where a browser goes to hand something to the app that sent it: the flow's return address with it. */
    public String backToApp(Flow flow, String name, String value) {
        return ReturnAddresses.with(addresses.of(flow, addresses.byDefault()), name, value);
    }

    /** The page that shows a flow. */
    public String flowPage(Flow flow) {
        String page = addresses.page(flow.generation(), flow.kind().wire());
        return ReturnAddresses.with(page, "flow", flow.id().toString());
    }
}
