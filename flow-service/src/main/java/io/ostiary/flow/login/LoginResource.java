package io.ostiary.flow.login;

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
 * {@code /self-service/login} (contract: createNativeLoginFlow, createBrowserLoginFlow,
 * getLoginFlow, updateLoginFlow).
 */
@Path("/self-service/login")
@Produces(MediaType.WILDCARD)
public class LoginResource {

    private final Requests requests;
    private final StartLogin start;
    private final StartBrowserLogin inBrowser;
    private final SubmitLogin submit;
    private final FlowReading reading;
    private final Answers answers;
    private final ReturnAddresses addresses;

    LoginResource(
            Requests requests,
            StartLogin start,
            StartBrowserLogin inBrowser,
            SubmitLogin submit,
            FlowReading reading,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.start = start;
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
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .deferred(() -> start.start(request, FlowType.API))
                .map(Answers::flow)
                .onFailure(LoginHeld.class)
                .recoverWithUni(e -> held(request, (LoginHeld) e));
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
        return answers.tell(
                request,
                begun.onFailure(LoginResource::isSignedIn)
                        .recoverWithUni(e -> signedIn(request))
                        .onFailure(LoginHeld.class)
                        .recoverWithUni(e -> held(request, (LoginHeld) e)));
    }

    /** A page's visitor sees the error page; others get the problem and, behind it, the flow that is none (contract). */
    private Uni<Answer> held(ClientRequest request, LoginHeld held) {
        if (!held.flow().isNative() && !request.isJson()) {
            return answers.problem(request, held.problem());
        }
        return Uni.createFrom().item(new Answer.Held(held.problem(), held.flow()));
    }

    private static boolean isSignedIn(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.SessionAlreadyAvailable;
    }

    private Uni<Answer> signedIn(ClientRequest request) {
        return request.acceptsJson()
                ? Uni.createFrom().item(Answers.problemAsJson(new Problem.SessionAlreadyAvailable()))
                : Uni.createFrom()
                        .item(() -> Answers.seeOther(addresses.of(request.query("return_to"), addresses.byDefault())));
    }

    /** Reads a flow. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        return reading.read(requests.current(), FlowKind.LOGIN).map(Answers::flow);
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        ClientRequest request = requests.current();
        return answers.tell(
                request, Uni.createFrom().deferred(() -> submit.submit(request, flowId, new Body.Posted(body))));
    }

    /** Submits a flow by a link; there is nothing in it that a login method reads. */
    @GET
    public Uni<Answer> submitByLink(@QueryParam("flow") @Nullable String flowId) {
        return submit(flowId, new byte[0]);
    }
}
