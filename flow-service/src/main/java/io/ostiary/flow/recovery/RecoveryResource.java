package io.ostiary.flow.recovery;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
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

/**
 * {@code /self-service/recovery} (contract: createNativeRecoveryFlow, createBrowserRecoveryFlow,
 * getRecoveryFlow, updateRecoveryFlow).
 */
@Path("/self-service/recovery")
@Produces(MediaType.WILDCARD)
public class RecoveryResource {

    private final Requests requests;
    private final RecoveryFlows recoveries;
    private final SubmitRecovery submit;
    private final FlowReading reading;
    private final Answers answers;

    RecoveryResource(
            Requests requests, RecoveryFlows recoveries, SubmitRecovery submit, FlowReading reading, Answers answers) {
        this.requests = requests;
        this.recoveries = recoveries;
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
                .deferred(() -> recoveries.begin(request, FlowType.API))
                .map(RecoveryResource::rendered)
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
                .deferred(() -> recoveries.begin(request, FlowType.BROWSER))
                .map(flow -> request.acceptsJson()
                        ? rendered(flow)
                        : Answers.seeOther(answers.flowPage("recovery", flow.id())))
                .onFailure(RecoveryResource::isSignedIn)
                .recoverWithUni(e -> recoveries.signedIn(request));
        return answers.tell(request, begun);
    }

    private static boolean isSignedIn(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.SessionAlreadyAvailable;
    }

    /** Reads a flow. One that an operator began may be read by who knows its id. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .item(request)
                .invoke(r -> recoveries.refuseIfDisabled())
                .chain(r -> reading.find(FlowKind.RECOVERY, r.query("id")))
                .invoke(flow -> checkReader(request, flow))
                .invoke(reading::refuseExpired)
                .map(RecoveryResource::rendered);
    }

    private static void checkReader(ClientRequest request, Flow flow) {
        if (!AdminRecovery.isOpen(flow)) {
            CsrfCheck.reader(request, flow);
        }
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") String flowId, byte[] body) {
        return submit(flowId, body, false);
    }

    /** Opens a link out of a mail. */
    @GET
    public Uni<Answer> submitByLink(@QueryParam("flow") String flowId) {
        return submit(flowId, new byte[0], true);
    }

    private Uni<Answer> submit(String flowId, byte[] body, boolean byLink) {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> submit.submit(request, flowId, body, byLink)));
    }

    private static Answer rendered(Flow flow) {
        return Answers.json(200, FlowRendering.of(flow));
    }
}
