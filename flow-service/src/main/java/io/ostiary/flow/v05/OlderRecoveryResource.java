package io.ostiary.flow.v05;

import io.ostiary.contract.message.Text;
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
import io.ostiary.flow.recovery.BeginRecovery;
import io.ostiary.flow.recovery.SubmitRecovery;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.session.CurrentSession;
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

/** {@code /self-service/recovery} of version 0.5. */
@Path("/v05/self-service/recovery")
@Produces(MediaType.WILDCARD)
public class OlderRecoveryResource {

    private static final List<String> FIELDS_OF_LINKS = List.of("token");

    private final Requests requests;
    private final BeginRecovery begin;
    private final SubmitRecovery submit;
    private final OlderLinks links;
    private final CurrentSession current;
    private final OlderFlows flows;
    private final Answers answers;
    private final ReturnAddresses addresses;

    OlderRecoveryResource(
            Requests requests,
            BeginRecovery begin,
            SubmitRecovery submit,
            OlderLinks links,
            CurrentSession current,
            OlderFlows flows,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.begin = begin;
        this.submit = submit;
        this.links = links;
        this.current = current;
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
                .onFailure(e -> ProblemException.is(e, Problem.SessionAlreadyAvailable.class))
                .recoverWithItem(this::signedIn);
        return answers.tell(request, begun);
    }

    private Answer signedIn() {
        return Answers.found(addresses.byDefault());
    }

    /** Reads a flow; who knows its id may. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        begin.refuseIfDisabled();
        return flows.read(requests.current(), FlowKind.RECOVERY);
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
                        FlowKind.RECOVERY,
                        flowId,
                        sent,
                        (id, b) -> submit.submit(request, id, b),
                        () -> another(request, Text.RECOVERY_DONE_ALREADY))
                : open(request, sent, token);
        return answers.tell(request, submitted);
    }

    private Uni<Answer> another(ClientRequest request, Text why) {
        return begin.forBrowser(request, why.plain()).map(flow -> Answers.seeOther(answers.flowPage(flow)));
    }

    /** Opens a link out of a mail. */
    @GET
    @Path("/methods/link")
    public Uni<Answer> open() {
        ClientRequest request = requests.current();
        return answers.tell(request, open(request, new Body.ByLink(FIELDS_OF_LINKS), request.query("token")));
    }

    private Uni<Answer> open(ClientRequest request, Body body, @Nullable String token) {
        Uni<Answer> opened = links.open(
                request,
                Purpose.RECOVERY_LINK,
                body,
                token,
                (id, sent) -> submit.submit(request, id, sent),
                () -> another(request, Text.RECOVERY_LINK_WRONG));
        return current.find(request)
                .chain(session -> session == null ? opened : Uni.createFrom().item(signedIn()));
    }
}
