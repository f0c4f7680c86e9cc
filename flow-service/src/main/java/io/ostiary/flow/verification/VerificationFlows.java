package io.ostiary.flow.verification;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Begins verification flows, and puts new ones in the place of old ones. */
@Singleton
public class VerificationFlows {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final VerificationConfig config;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final List<VerificationMethod> methods;

    VerificationFlows(
            FlowFactory factory,
            FlowRepository flows,
            VerificationConfig config,
            Answers answers,
            ReturnAddresses addresses,
            @All List<VerificationMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.config = config;
        this.answers = answers;
        this.addresses = addresses;
        this.methods = methods;
    }

    /** A new flow that the client asks for, stored. */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        refuseIfDisabled();
        Flow flow = factory.begin(FlowKind.VERIFICATION, type, request);
        prepare(request, flow);
        return flows.add(flow);
    }

    /**
     * Refuses when verification is switched off.
     *
     * @throws ProblemException with {@link Problem.BadRequest}
     */
    public void refuseIfDisabled() {
        if (!config.isEnabled()) {
            throw new ProblemException(new Problem.BadRequest("Addresses are not verified here at the moment."));
        }
    }

    /** The method of new flows. */
    public VerificationMethod method() {
        return methods.stream()
                .filter(m -> m.name().equals(config.use()) && m.isEnabled())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.InvalidConfiguration(
                        "selfservice.flows.verification.use names a method that is switched off.")));
    }

    private void prepare(ClientRequest request, Flow flow) {
        VerificationMethod method = method();
        flow.setActive(method.name());
        method.askForAddress(flow);
        if (!flow.isNative()) {
            flow.bindTo(request.inbound().csrfToken());
        }
    }

    /**
     * Replaces a flow that can't be used any more by one with a message, and tells the client: JSON
     * clients get 410, browsers the page of the new flow.
     */
    public Uni<Answer> replace(ClientRequest request, Flow old, UiText message) {
        return fresh(request, old.type(), request.url(), null, message)
                .map(flow -> request.isJson()
                        ? Answers.problemAsJson(new Problem.FlowReplaced(flow.id()))
                        : Answers.seeOther(answers.flowPage("verification", flow.id())));
    }

    /** Sends a browser that opened a useless link to the page of a new flow with a message. */
    public Uni<Answer> replaceForBrowser(ClientRequest request, UiText message) {
        return fresh(request, FlowType.BROWSER, request.url(), null, message)
                .map(flow -> Answers.seeOther(answers.flowPage("verification", flow.id())));
    }

    /** Replaces a flow that expired; the contract sends every client to the new one. */
    public Uni<Answer> replaceExpired(ClientRequest request, Flow old) {
        Instant at = old.expiresAt();
        UiText message = Text.VERIFICATION_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond());
        return fresh(request, old.type(), old.requestUrl(), old.returnTo(), message)
                .map(flow -> flow.isNative() || request.isJson()
                        ? Answers.seeOther(addresses.ofPublic("/self-service/verification/flows?id=" + flow.id()))
                        : Answers.seeOther(answers.flowPage("verification", flow.id())));
    }

    private Uni<Flow> fresh(ClientRequest request, FlowType type, String requestUrl, String returnTo, UiText message) {
        Flow flow = factory.begin(FlowKind.VERIFICATION, type, requestUrl);
        flow.setReturnTo(returnTo);
        request.inbound().renewCsrfCookie();
        prepare(request, flow);
        flow.ui().addMessage(message);
        return flows.add(flow);
    }

    /** The flow as JSON, or its page. */
    public Answer shown(ClientRequest request, Flow flow) {
        return request.isPage()
                ? Answers.seeOther(answers.flowPage("verification", flow.id()))
                : Answers.json(200, FlowRendering.of(flow));
    }
}
