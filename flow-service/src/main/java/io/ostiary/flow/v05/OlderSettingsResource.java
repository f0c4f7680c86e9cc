package io.ostiary.flow.v05;

import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.settings.BeginSettings;
import io.ostiary.flow.settings.SettingsAccess;
import io.ostiary.flow.settings.SettingsRendering;
import io.ostiary.flow.settings.SubmitSettings;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /self-service/settings} of version 0.5. */
@Path("/v05/self-service/settings")
@Produces(MediaType.WILDCARD)
public class OlderSettingsResource {

    private static final Problem NOT_SIGNED_IN =
            new Problem.Unauthorized("A valid session cookie or session token is missing.");
    private static final Problem NOT_ALLOWED =
            new Problem.Forbidden("A valid session cookie or session token is missing.");

    private final Requests requests;
    private final SettingsAccess access;
    private final BeginSettings begin;
    private final SubmitSettings submit;
    private final FlowReading reading;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final OlderSettingsFlows flows;

    OlderSettingsResource(
            Requests requests,
            SettingsAccess access,
            BeginSettings begin,
            SubmitSettings submit,
            FlowReading reading,
            Answers answers,
            ReturnAddresses addresses,
            OlderSettingsFlows flows) {
        this.requests = requests;
        this.access = access;
        this.begin = begin;
        this.submit = submit;
        this.reading = reading;
        this.answers = answers;
        this.addresses = addresses;
        this.flows = flows;
    }

    /** Begins a flow for a native app, which sees the whole identity at this moment. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        ClientRequest request = requests.current();
        return access.signedIn(request, NOT_ALLOWED)
                .invoke(session -> access.requireLevel(session, null))
                .chain(session ->
                        begin.begin(request, FlowType.API, session.session()).map(flow -> flows.begun(flow, session)));
    }

    /** Begins a flow for a browser, which is sent to its page; without a session to the page that signs in. */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = access.signedIn(request, NOT_SIGNED_IN)
                .invoke(session -> access.requireLevel(session, null))
                .chain(session -> begin.begin(request, FlowType.BROWSER, session.session()))
                .map(flow -> Answers.seeOther(answers.flowPage(flow)));
        return answers.tell(request, orSignIn(begun));
    }

    private Uni<Answer> orSignIn(Uni<Answer> outcome) {
        return outcome.onFailure(OlderSettingsResource::isNotSignedIn)
                .recoverWithItem(() -> Answers.found(addresses.page(Generation.V05, "login")));
    }

    private static boolean isNotSignedIn(Throwable e) {
        return e instanceof ProblemException p && p.problem() == NOT_SIGNED_IN;
    }

    /** Reads a flow: its owner at the public port, the operator's pages at the admin port. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        ClientRequest request = requests.current();
        if (request.inbound().listener().isAdmin()) {
            return flows.forPages(request);
        }
        return request.isJson() ? own(request) : answers.tell(request, orSignIn(own(request)));
    }

    private Uni<Answer> own(ClientRequest request) {
        return access.signedIn(request, NOT_SIGNED_IN)
                .chain(session -> reading.find(FlowKind.SETTINGS, request.query("id"))
                        .invoke(flow -> SettingsAccess.requireOwner(flow, session))
                        .invoke(reading::refuseExpired)
                        .invoke(flow -> SettingsRendering.show(flow, session.identity()))
                        .map(Answers::flow))
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .transform(e -> new ProblemException(new Problem.Forbidden("There is no such flow of yours.")));
    }

    /** Version 0.5 lists this path and answers 404; so does this for everybody but the flow's owner. */
    @GET
    @Path("/browser/flows")
    public Uni<Answer> unserved() {
        return own(requests.current()).onFailure(ProblemException.class).transform(e -> new NotFoundException());
    }

    /** Submits a flow by a method. */
    @POST
    @Path("/methods/{method}")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(
            @PathParam("method") String method, @QueryParam("flow") @Nullable String flowId, byte[] body) {
        return submit(method, flowId, new Body.Older(MethodName.of(method), body));
    }

    /** Goes on with a submission that waited while its owner signed in again. */
    @GET
    @Path("/methods/{method}")
    public Uni<Answer> resume(@PathParam("method") String method, @QueryParam("flow") @Nullable String flowId) {
        return submit(method, flowId, new Body.ByLink(List.of("method")));
    }

    private Uni<Answer> submit(String method, @Nullable String flowId, Body body) {
        ClientRequest request = requests.current();
        Uni<Answer> submitted = access.signedIn(request, NOT_SIGNED_IN)
                .chain(session -> submit.submit(request, session, flowId, body))
                .chain(answer -> insteadOfAnother(request, answer));
        boolean asksToSignIn = !request.isJson() && method.equals(MethodName.PROFILE.wire());
        return answers.tell(request, asksToSignIn ? orSignIn(submitted) : submitted);
    }

    /** Expired settings are begun anew by their owner; nobody is sent to a flow that they didn't ask for. */
    private Uni<Answer> insteadOfAnother(ClientRequest request, Answer answer) {
        return answer instanceof Answer.Replaced replaced
                ? answers.problem(
                        request, replaced.expired(), new Problem.BadRequest("The flow has expired. Begin a new one."))
                : Uni.createFrom().item(answer);
    }
}
