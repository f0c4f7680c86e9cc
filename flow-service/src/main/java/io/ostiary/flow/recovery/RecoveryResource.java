package io.ostiary.flow.recovery;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
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
 * {@code /self-service/recovery} (contract: createNativeRecoveryFlow, createBrowserRecoveryFlow,
 * getRecoveryFlow, updateRecoveryFlow).
 */
@Path("/self-service/recovery")
@Produces(MediaType.WILDCARD)
public class RecoveryResource {

    /** What may stand in the address of a link. */
    private static final List<String> FIELDS_OF_LINKS = List.of("token", "method", "email");

    private final Requests requests;
    private final BeginRecovery begin;
    private final RecoveryAnswers told;
    private final SubmitRecovery submit;
    private final FlowReading reading;
    private final Answers answers;

    RecoveryResource(
            Requests requests,
            BeginRecovery begin,
            RecoveryAnswers told,
            SubmitRecovery submit,
            FlowReading reading,
            Answers answers) {
        this.requests = requests;
        this.begin = begin;
        this.told = told;
        this.submit = submit;
        this.reading = reading;
        this.answers = answers;
    }

    /** Begins a flow for a native app. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = Uni.createFrom()
                .deferred(() -> begin.begin(request, FlowType.API))
                .map(Answers::flow)
                .onFailure(RecoveryResource::isSignedIn)
                .recoverWithItem(() -> Answers.problemAsJson(new Problem.SessionAlreadyAvailable()));
        return answers.tell(request, begun);
    }

    /**
     * Begins a flow for a browser: redirects to its page, or answers with the flow when the client
     * asks for JSON.
     */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = Uni.createFrom()
                .deferred(() -> begin.begin(request, FlowType.BROWSER))
                .map(flow -> request.acceptsJson() ? Answers.flow(flow) : Answers.seeOther(answers.flowPage(flow)))
                .onFailure(RecoveryResource::isSignedIn)
                .recoverWithItem(() -> told.signedIn(request));
        return answers.tell(request, begun);
    }

    private static boolean isSignedIn(Throwable e) {
        return ProblemException.is(e, Problem.SessionAlreadyAvailable.class);
    }

    /** Reads a flow. One that an operator began may be read by who knows its id. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .item(request)
                .invoke(r -> begin.refuseIfDisabled())
                .chain(r -> reading.find(FlowKind.RECOVERY, r.query("id")))
                .invoke(flow -> checkReader(request, flow))
                .invoke(reading::refuseExpired)
                .map(Answers::flow);
    }

    private static void checkReader(ClientRequest request, Flow flow) {
        if (!RecoveryFacts.isOpenToAll(flow)) {
            CsrfCheck.reader(request, flow);
        }
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        return submit(flowId, new Body.Posted(body));
    }

    /** Opens a link out of a mail. */
    @GET
    public Uni<Answer> submitByLink(@QueryParam("flow") @Nullable String flowId) {
        return submit(flowId, new Body.ByLink(FIELDS_OF_LINKS));
    }

    private Uni<Answer> submit(@Nullable String flowId, Body body) {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> submit.submit(request, flowId, body)));
    }
}
