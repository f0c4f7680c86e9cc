package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * {@code /self-service/verification} (contract: createNativeVerificationFlow, createBrowserVerificationFlow, getVerificationFlow,
 * updateVerificationFlow).
 */
@Path("/self-service/verification")
public class VerificationResource {

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
    public Uni<Response> beginNative() {
        ClientRequest request = requests.current();
        return ifEnabled(
                request,
                () -> verifications.begin(request, FlowType.API).map(VerificationResource::rendered));
    }

    /** Begins a flow for a browser. */
    @GET
    @Path("/browser")
    public Uni<Response> beginBrowser() {
        ClientRequest request = requests.current();
        return ifEnabled(
                request,
                () ->
                        verifications
                                .begin(request, FlowType.BROWSER)
                                .map(
                                        flow ->
                                                request.acceptsJson()
                                                        ? rendered(flow)
                                                        : Answers.seeOther(
                                                                answers.flowPage("verification", flow.id()))));
    }

    /** The error page tells that verification is switched off; every other problem of a beginning is told in JSON. */
    private Uni<Response> ifEnabled(ClientRequest request, Supplier<Uni<Response>> begun) {
        return answers.tell(
                        request,
                        Uni.createFrom()
                                .<Response>nullItem()
                                .invoke(verifications::refuseIfDisabled))
                .chain(refused -> refused != null ? Uni.createFrom().item(refused) : begun.get());
    }

    /** Reads a flow. */
    @GET
    @Path("/flows")
    public Uni<Response> flow() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .item(request)
                .invoke(r -> verifications.refuseIfDisabled())
                .chain(r -> reading.read(r, FlowKind.VERIFICATION))
                .map(VerificationResource::rendered);
    }

    /** Submits a flow. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> submit(@QueryParam("flow") String flowId, byte[] body) {
        return submit(flowId, body, false);
    }

    /** Opens a link out of a mail. */
    @GET
    public Uni<Response> submitByLink(@QueryParam("flow") String flowId) {
        return submit(flowId, new byte[0], true);
    }

    private Uni<Response> submit(String flowId, byte[] body, boolean byLink) {
        ClientRequest request = requests.current();
        return answers.tell(
                request, Uni.createFrom().deferred(() -> submit.submit(request, flowId, body, byLink)));
    }

    private static Response rendered(Flow flow) {
        return Answers.json(200, FlowRendering.of(flow));
    }
}
