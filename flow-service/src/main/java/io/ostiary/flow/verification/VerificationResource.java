package io.ostiary.flow.verification;

import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /self-service/verification} (contract: createNativeVerificationFlow,
 * createBrowserVerificationFlow, getVerificationFlow, updateVerificationFlow).
 */
@Path("/self-service/verification")
@Produces(MediaType.WILDCARD)
public class VerificationResource {

    /** What may stand in the address of a link. */
    private static final List<String> FIELDS_OF_LINKS = List.of("code", "token", "method", "email");

    private final Requests requests;
    private final VerificationFlows verifications;
    private final SubmitVerification submit;
    private final FlowReading reading;
    private final Answers answers;

    VerificationResource(
            Requests requests,
            VerificationFlows verifications,
            SubmitVerification submit,
            FlowReading reading,
            Answers answers) {
        this.requests = requests;
        this.verifications = verifications;
        this.submit = submit;
        this.reading = reading;
        this.answers = answers;
    }

    /** Begins a flow for a native app. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        ClientRequest request = requests.current();
        return ifEnabled(
                request, () -> verifications.begin(request, FlowType.API).map(Answers::flow));
    }

    /** Begins a flow for a browser. */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        return ifEnabled(
                request,
                () -> verifications
                        .begin(request, FlowType.BROWSER)
                        .map(flow -> request.acceptsJson() ? Answers.flow(flow) : verifications.toPage(flow)));
    }

    /**
     * The error page tells that verification is switched off; every other problem of a beginning is
     * told in JSON.
     */
    private Uni<Answer> ifEnabled(ClientRequest request, Supplier<Uni<Answer>> begun) {
        return answers.tell(request, Uni.createFrom().<Answer>nullItem().invoke(verifications::refuseIfDisabled))
                .chain(refused -> refused != null ? Uni.createFrom().item(refused) : begun.get());
    }

    /** Reads a flow. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .item(request)
                .invoke(r -> verifications.refuseIfDisabled())
                .chain(r -> reading.read(r, FlowKind.VERIFICATION))
                .map(Answers::flow);
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
