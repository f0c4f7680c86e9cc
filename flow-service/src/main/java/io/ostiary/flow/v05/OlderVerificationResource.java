package io.ostiary.flow.v05;

import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.verification.SubmitVerification;
import io.ostiary.flow.verification.VerificationFlows;
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

/** {@code /self-service/verification} of version 0.5. */
@Path("/v05/self-service/verification")
@Produces(MediaType.WILDCARD)
public class OlderVerificationResource {

    private static final List<String> FIELDS_OF_LINKS = List.of("token");

    private final Requests requests;
    private final VerificationFlows verifications;
    private final SubmitVerification submit;
    private final OlderLinks links;
    private final OlderFlows flows;
    private final Answers answers;

    OlderVerificationResource(
            Requests requests,
            VerificationFlows verifications,
            SubmitVerification submit,
            OlderLinks links,
            OlderFlows flows,
            Answers answers) {
        this.requests = requests;
        this.verifications = verifications;
        this.submit = submit;
        this.links = links;
        this.flows = flows;
        this.answers = answers;
    }

    /** Begins a flow for a native app. */
    @GET
    @Path("/api")
    public Uni<Answer> beginNative() {
        ClientRequest request = requests.current();
        return Uni.createFrom()
                .deferred(() -> verifications.begin(request, FlowType.API))
                .map(Answers::flow);
    }

    /** Begins a flow for a browser, which is sent to its page. */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        return answers.tell(
                request,
                Uni.createFrom()
                        .deferred(() -> verifications.begin(request, FlowType.BROWSER))
                        .map(verifications::toPage));
    }

    /** Reads a flow; who knows its id may. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        verifications.refuseIfDisabled();
        return flows.read(requests.current(), FlowKind.VERIFICATION);
    }

    /** Asks for a link; a page before a link, {@code ostiary.links.ask_first}, submits what the link carries. */
    @POST
    @Path("/methods/link")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        ClientRequest request = requests.current();
        Body.Older sent = new Body.Older(MethodName.LINK, body);
        String token = OlderLinks.ofForm(request, body, "token");
        Uni<Answer> submitted = token == null
                ? links.submit(
                        request,
                        FlowKind.VERIFICATION,
                        flowId,
                        sent,
                        (id, b) -> submit.submit(request, id, b),
                        () -> another(request, Text.VERIFICATION_DONE_ALREADY))
                : open(request, sent, token);
        return answers.tell(request, submitted);
    }

    /** Opens a link out of a mail. */
    @GET
    @Path("/methods/link")
    public Uni<Answer> open() {
        ClientRequest request = requests.current();
        return answers.tell(request, open(request, new Body.ByLink(FIELDS_OF_LINKS), request.query("token")));
    }

    private Uni<Answer> open(ClientRequest request, Body body, @Nullable String token) {
        return links.open(
                request,
                Purpose.VERIFICATION_LINK,
                body,
                token,
                (id, sent) -> submit.submit(request, id, sent),
                () -> another(request, Text.VERIFICATION_LINK_WRONG));
    }

    private Uni<Answer> another(ClientRequest request, Text why) {
        return verifications.replaceForBrowser(request, why.plain());
    }
}
