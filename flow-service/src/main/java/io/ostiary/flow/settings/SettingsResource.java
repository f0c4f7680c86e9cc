package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.OpenSession;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /self-service/settings} (contract: createNativeSettingsFlow, createBrowserSettingsFlow,
 * getSettingsFlow, updateSettingsFlow).
 */
@Path("/self-service/settings")
@Produces(MediaType.WILDCARD)
public class SettingsResource {

    private static final Problem NOT_SIGNED_IN =
            new Problem.Unauthorized("A valid session cookie or session token is missing.");

    private final Requests requests;
    private final SettingsAccess access;
    private final BeginSettings begin;
    private final SubmitSettings submit;
    private final FlowReading reading;
    private final Answers answers;
    private final ReturnAddresses addresses;

    SettingsResource(
            Requests requests,
            SettingsAccess access,
            BeginSettings begin,
            SubmitSettings submit,
            FlowReading reading,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.access = access;
        this.begin = begin;
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
        return access.signedIn(request, new Problem.SessionInactive(false))
                .invoke(session -> access.requireLevel(session, null))
                .chain(session -> begin(request, FlowType.API, session));
    }

    private Uni<Answer> begin(ClientRequest request, FlowType type, OpenSession session) {
        return begin.begin(request, type, session.session())
                .map(flow -> flow.isNative() || request.acceptsJson()
                        ? rendered(flow, session)
                        : Answers.seeOther(answers.flowPage(flow)));
    }

    /**
     * Begins a flow for a browser: redirects to its page, or answers with the flow when the client
     * asks for JSON.
     */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = access.signedIn(request, new Problem.SessionInactive(true))
                .invoke(session -> access.requireLevel(session, whenReturning(request)))
                .chain(session -> begin(request, FlowType.BROWSER, session));
        return answers.tell(request, orSignIn(request, begun));
    }

    private static @Nullable String whenReturning(ClientRequest request) {
        String returnTo = request.query("return_to");
        return returnTo == null || returnTo.isEmpty() ? null : request.url();
    }

    /** Sends a browser without the session, or the level, that it needs to where it gets one. */
    private Uni<Answer> orSignIn(ClientRequest request, Uni<Answer> outcome) {
        return outcome.onFailure(e -> !request.isJson() && e instanceof ProblemException)
                .recoverWithUni(e -> switch (((ProblemException) e).problem()) {
                    case Problem.SessionInactive p -> Uni.createFrom().item(Answers.seeOther(signIn(request)));
                    case Problem.Aal2Required p -> Uni.createFrom().item(Answers.seeOther(p.redirectTo()));
                    default -> Uni.createFrom().failure(e);
                });
    }

    private String signIn(ClientRequest request) {
        String login = addresses.ofPublic("/self-service/login/browser");
        String returnTo = request.query("return_to");
        return returnTo == null || returnTo.isEmpty() ? login : ReturnAddresses.with(login, "return_to", returnTo);
    }

    /** Reads a flow; its owner may, from any client. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        ClientRequest request = requests.current();
        Uni<Answer> read = access.signedIn(request, NOT_SIGNED_IN)
                .chain(session -> reading.find(FlowKind.SETTINGS, request.query("id"))
                        .invoke(flow -> SettingsAccess.requireOwner(flow, session))
                        .invoke(flow -> access.requireLevel(session, answers.flowPage(flow)))
                        .invoke(reading::refuseExpired)
                        .map(flow -> rendered(flow, session)));
        return orLoginPage(request, read);
    }

    private static Answer rendered(Flow flow, OpenSession session) {
        SettingsRendering.show(flow, session.identity());
        return Answers.flow(flow);
    }

    /** Sends a browser without a session to the login page. */
    private Uni<Answer> orLoginPage(ClientRequest request, Uni<Answer> outcome) {
        return outcome.onFailure(e -> !request.isJson() && isNotSignedIn(e))
                .recoverWithItem(() -> Answers.found(addresses.page(request.generation(), "login")));
    }

    private static boolean isNotSignedIn(Throwable e) {
        return e instanceof ProblemException p && p.problem() == NOT_SIGNED_IN;
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        return submit(flowId, new Body.Posted(body));
    }

    /** Goes on with a submission that waited while its owner signed in again. */
    @GET
    public Uni<Answer> resume(@QueryParam("flow") @Nullable String flowId) {
        return submit(flowId, new Body.ByLink(List.of("method")));
    }

    private Uni<Answer> submit(@Nullable String flowId, Body body) {
        ClientRequest request = requests.current();
        Uni<Answer> submitted =
                access.signedIn(request, NOT_SIGNED_IN).chain(session -> submit.submit(request, session, flowId, body));
        return answers.tell(request, orLoginPage(request, submitted));
    }
}
