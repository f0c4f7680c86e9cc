package io.ostiary.flow.registration;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * {@code /self-service/registration} (contract: createNativeRegistrationFlow,
 * createBrowserRegistrationFlow, getRegistrationFlow, updateRegistrationFlow).
 */
@Path("/self-service/registration")
@Produces(MediaType.WILDCARD)
public class RegistrationResource {

    private final Requests requests;
    private final BeginRegistration begin;
    private final StartBrowserRegistration inBrowser;
    private final SubmitRegistration submit;
    private final FlowReading reading;
    private final Answers answers;
    private final ReturnAddresses addresses;

    RegistrationResource(
            Requests requests,
            BeginRegistration begin,
            StartBrowserRegistration inBrowser,
            SubmitRegistration submit,
            FlowReading reading,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.begin = begin;
        this.inBrowser = inBrowser;
        this.submit = submit;
        this.reading = reading;
        this.answers = answers;
        this.addresses = addresses;
    }

    /** Begins a flow for a native app. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        return Uni.createFrom()
                .deferred(() -> begin.begin(requests.current(), FlowType.API))
                .map(Answers::flow);
    }

    /**
     * Begins a flow for a browser: redirects to its page, or answers with the flow when the client
     * asks for JSON.
     */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = Uni.createFrom().deferred(() -> inBrowser.begin(request));
        return answers.tell(request, orSignedIn(request, begun));
    }

    private Uni<Answer> orSignedIn(ClientRequest request, Uni<Answer> outcome) {
        return outcome.onFailure(
                        e -> e instanceof ProblemException p && p.problem() instanceof Problem.SessionAlreadyAvailable)
                .recoverWithUni(e -> signedIn(request));
    }

    private Uni<Answer> signedIn(ClientRequest request) {
        return request.isJson()
                ? Uni.createFrom().item(Answers.problemAsJson(new Problem.SessionAlreadyAvailable()))
                : Uni.createFrom()
                        .item(() -> Answers.seeOther(addresses.of(request.query("return_to"), addresses.byDefault())));
    }

    /** Reads a flow. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        begin.refuseIfDisabled();
        return reading.read(requests.current(), FlowKind.REGISTRATION).map(Answers::flow);
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        ClientRequest request = requests.current();
        return answers.tell(
                request,
                orSignedIn(
                        request,
                        Uni.createFrom().deferred(() -> submit.submit(request, flowId, new Body.Posted(body)))));
    }

    /** Submits a flow by a link; there is nothing in it that a method reads. */
    @GET
    public Uni<Answer> submitByLink(@QueryParam("flow") @Nullable String flowId) {
        return submit(flowId, new byte[0]);
    }
}
