package io.ostiary.flow.verification;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins verification flows, and puts new ones in the place of old ones. */
@Singleton
public class VerificationFlows {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final VerificationConfig config;
    private final VerificationForms forms;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Hooks hooks;

    VerificationFlows(
            FlowFactory factory,
            FlowRepository flows,
            VerificationConfig config,
            VerificationForms forms,
            Answers answers,
            ReturnAddresses addresses,
            Hooks hooks) {
        this.factory = factory;
        this.flows = flows;
        this.config = config;
        this.forms = forms;
        this.answers = answers;
        this.addresses = addresses;
        this.hooks = hooks;
    }

    /** A new flow that the client asks for, stored. */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        refuseIfDisabled();
        Flow flow = factory.begin(FlowKind.VERIFICATION, type, request);
        factory.bind(request, flow);
        forms.begin(flow, forms.ofNew(flow.generation()));
        return hooks.letBegin(new Moment.Begins(request, flow, null)).chain(() -> flows.add(flow));
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

    /**
     * Replaces a flow that can't be used any more by one with a message, and tells the client: JSON clients get 410,
     * browsers the page of the new flow.
     */
    Uni<Answer> replace(ClientRequest request, Flow old, UiText message) {
        return fresh(request, old.type(), request.url(), null, message)
                .map(flow ->
                        request.isJson() ? Answers.problemAsJson(new Problem.FlowReplaced(flow.id())) : toPage(flow));
    }

    /** Replaces a flow whose secret is used up and came to nothing, because a hook has something against it. */
    Uni<Answer> replaceRefused(ClientRequest request, Flow old, NodeGroup group, List<Complaint> why) {
        return begun(
                        request,
                        old.type(),
                        request.url(),
                        null,
                        flow -> why.forEach(each -> flow.ui().addMessage(group, each.field(), each.text())))
                .map(flow ->
                        request.isJson() ? Answers.problemAsJson(new Problem.FlowReplaced(flow.id())) : toPage(flow));
    }

    /** Sends a browser that opened a useless link to the page of a new flow with a message. */
    public Uni<Answer> replaceForBrowser(ClientRequest request, UiText message) {
        return fresh(request, FlowType.BROWSER, request.url(), null, message).map(this::toPage);
    }

    /**
     * Replaces a flow that expired; the contract sends every client to the new one.
     *
     * @param byLink whether a link out of a mail was opened: that is done in a browser, whoever asked for it
     */
    Uni<Answer> replaceExpired(ClientRequest request, Flow old, boolean byLink) {
        FlowType type = byLink ? FlowType.BROWSER : old.type();
        return fresh(
                        request,
                        type,
                        factory.requestUrlInPlaceOf(old, request),
                        old.returnTo(),
                        old.expiredText(Text.VERIFICATION_EXPIRED))
                .map(flow -> flow.isNative() || request.isJson()
                        ? Answers.seeOther(answers.flowAddress(flow))
                        : toPage(flow));
    }

    private Uni<Flow> fresh(
            ClientRequest request, FlowType type, String requestUrl, @Nullable String returnTo, UiText message) {
        return begun(request, type, requestUrl, returnTo, flow -> flow.ui().addMessage(message));
    }

    private Uni<Flow> begun(
            ClientRequest request, FlowType type, String requestUrl, @Nullable String returnTo, Consumer<Flow> tell) {
        Flow flow = factory.begin(request.generation(), FlowKind.VERIFICATION, type, requestUrl);
        flow.setReturnTo(returnTo);
        request.endFormsOfBefore();
        factory.bind(request, flow);
        forms.begin(flow, forms.ofNew(flow.generation()));
        tell.accept(flow);
        return flows.add(flow);
    }

    /** A flow that has passed, as JSON, or a page. */
    Answer passed(ClientRequest request, Flow flow) {
        boolean page = request.isPage() || !request.generation().tellsPagesInJson() && !flow.isNative();
        return page ? new Answer.Passed(flow, answers.flowPage(flow)) : Answers.flow(flow);
    }

    /** The flow as JSON, or its page. */
    Answer shown(ClientRequest request, Flow flow) {
        boolean page = request.generation().tellsPagesInJson() ? request.isPage() : !flow.isNative();
        return page ? toPage(flow) : Answers.flow(flow);
    }

    /** The flow's page. */
    public Answer toPage(Flow flow) {
        return Answers.seeOther(answers.flowPage(flow));
    }
}
