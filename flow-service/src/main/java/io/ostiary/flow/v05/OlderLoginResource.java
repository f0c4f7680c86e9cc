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
import io.ostiary.flow.login.StartLogin;
import io.ostiary.flow.login.SubmitLogin;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /self-service/login} of version 0.5. */
@Path("/v05/self-service/login")
@Produces(MediaType.WILDCARD)
public class OlderLoginResource {

    private final Requests requests;
    private final StartLogin start;
    private final SubmitLogin submit;
    private final OlderFlows flows;
    private final Answers answers;
    private final ReturnAddresses addresses;

    OlderLoginResource(
            Requests requests,
            StartLogin start,
            SubmitLogin submit,
            OlderFlows flows,
            Answers answers,
            ReturnAddresses addresses) {
        this.requests = requests;
        this.start = start;
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
                .deferred(() -> start.start(request, FlowType.API))
                .map(Answers::flow);
    }

    /** Begins a flow for a browser, which is sent to its page. */
    @GET
    @Path("/browser")
    public Uni<Answer> beginBrowser() {
        ClientRequest request = requests.current();
        Uni<Answer> begun = Uni.createFrom()
                .deferred(() -> start.start(request, FlowType.BROWSER))
                .map(flow -> Answers.seeOther(answers.flowPage(flow)))
                .onFailure(e -> ProblemException.is(e, Problem.SessionAlreadyAvailable.class))
                .recoverWithUni(e -> Uni.createFrom().item(() -> signedIn(request)));
        return answers.tell(request, begun);
    }

    private Answer signedIn(ClientRequest request) {
        return Answers.seeOther(addresses.of(request.query("return_to"), addresses.byDefault()));
    }

    /** Reads a flow; who knows its id may. */
    @GET
    @Path("/flows")
    public Uni<Answer> flow() {
        return flows.read(requests.current(), FlowKind.LOGIN);
    }

    /** Submits a flow by its password. */
    @POST
    @Path("/methods/password")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> submit(@QueryParam("flow") @Nullable String flowId, byte[] body) {
        ClientRequest request = requests.current();
        Body sent = new Body.Older(MethodName.PASSWORD, body);
        return answers.tell(request, Uni.createFrom().deferred(() -> submit.submit(request, flowId, sent)));
    }
}
