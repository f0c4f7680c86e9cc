package io.ostiary.flow.v05;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.registration.BeginRegistration;
import io.ostiary.flow.registration.SubmitRegistration;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /self-service/registration} of version 0.5. */
@Path("/v05/self-service/registration")
@Produces(MediaType.WILDCARD)
public class OlderRegistrationResource {

    private final Requests requests;
    private final BeginRegistration begin;
    private final SubmitRegistration submit;
    private final OlderFlows flows;
    private final Answers answers;
    private final ReturnAddresses addresses;

    OlderRegistrationResource(
            Requests requests,
            BeginRegistration begin,
            SubmitRegistration submit,
            OlderFlows flows,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.begin = begin;
        this.submit = submit;
        this.flows = flows;
        this.answers = answers;
        this.addresses = addresses;
    }

    /** Begins a flow for a native app. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .deferred(() -> begin.begin(request, FlowType.API))
                .map(Answers::flow);
    }

    /** Begins a flow for a browser, which is sent to its page. */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = Uni.createFrom()
                .deferred(() -> begin.begin(request, FlowType.BROWSER))
                .map(flow -> Answers.seeOther(answers.flowPage(flow)))
                .onFailure(OlderRegistrationResource::isSignedIn)
                .recoverWithItem(this::toDefault);
        return answers.tell(request, begun);
    }

    private static boolean isSignedIn(Throwable e) {
        return ProblemException.is(e, Problem.SessionAlreadyAvailable.class);
    }

    /** Who is signed in goes where everybody goes, whatever was asked for. */
    private Answer toDefault() {
        return Answers.seeOther(addresses.byDefault());
    }

    /** Reads a flow; who knows its id may. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        begin.refuseIfDisabled();
        return flows.read(requests.current(), FlowKind.REGISTRATION);
    }

    /** Submits a flow by its password. */
    @POST
    @Path("/methods/password")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        ClientRequest request = requests.current();
        Body sent = new Body.Older(MethodName.PASSWORD, body);
        Uni<Answer> submitted = Uni.createFrom().deferred(() -> submit.submit(request, flowId, sent));
        return answers.tell(
                request,
                request.isJson()
                        ? submitted
                        : submitted
                                .onFailure(OlderRegistrationResource::isSignedIn)
                                .recoverWithItem(this::toDefault));
    }
}
