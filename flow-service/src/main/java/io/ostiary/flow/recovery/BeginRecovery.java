package io.ostiary.flow.recovery;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Begins recovery flows, and puts new ones in the place of those that can't be used any more. */
@Singleton
public class BeginRecovery {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final CurrentSession current;
    private final RecoveryConfig config;
    private final RecoveryForms forms;
    private final Hooks hooks;

    BeginRecovery(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            RecoveryConfig config,
            RecoveryForms forms,
            Hooks hooks) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.config = config;
        this.forms = forms;
        this.hooks = hooks;
    }

    /**
     * A new flow that a client asks for, stored.
     *
     * @return fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in
     */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        return current.refuseSignedIn(request)
                .map(none -> fresh(request, type))
                .call(flow -> hooks.letBegin(new Moment.Begins(request, flow, null)))
                .chain(flows::add);
    }

    private Flow fresh(ClientRequest request, FlowType type) {
        refuseIfDisabled();
        Flow flow = factory.begin(FlowKind.RECOVERY, type, request);
        factory.bind(request, flow);
        forms.begin(flow, forms.ofNew(flow.generation()));
        return flow;
    }

    /**
     * Refuses when recovery is switched off.
     *
     * @throws ProblemException with {@link Problem.BadRequest}
     */
    public void refuseIfDisabled() {
        if (!config.isEnabled()) {
            throw new ProblemException(new Problem.BadRequest("Accounts are not recovered here at the moment."));
        }
    }

    /**
     * A flow in place of one that expired, stored.
     *
     * @param byLink whether a link out of a mail was opened: that is done in a browser, whoever asked for it
     */
    Uni<Flow> replace(ClientRequest request, Flow expired, boolean byLink) {
        FlowType type = byLink ? FlowType.BROWSER : expired.type();
        Flow flow = factory.begin(
                expired.generation(), FlowKind.RECOVERY, type, factory.requestUrlInPlaceOf(expired, request));
        flow.setReturnTo(expired.returnTo());
        if (byLink || request.inbound().hasCsrfCookie()) {
            factory.bind(request, flow);
        }
        forms.begin(flow, forms.ofOld(expired));
        flow.ui().setMessage(expired.expiredText(Text.RECOVERY_EXPIRED));
        return flows.add(flow);
    }

    /** A flow for a browser, in place of one or of a link that leads nowhere, stored. */
    public Uni<Flow> forBrowser(ClientRequest request, UiText why) {
        return startOver(request, FlowType.BROWSER, forms.ofNew(request.generation()), why);
    }

    /** A flow in place of one that can't go on, stored; its browser gets a new anti-forgery cookie. */
    public Uni<Flow> startOver(ClientRequest request, FlowType type, RecoveryMethod method, UiText why) {
        return startOver(request, type, method, List.of(new Complaint(null, why)));
    }

    /** As above, with several messages, beside their fields where the new form has them. */
    Uni<Flow> startOver(ClientRequest request, FlowType type, RecoveryMethod method, List<Complaint> why) {
        Flow flow = factory.begin(request.generation(), FlowKind.RECOVERY, type, request.url());
        request.endFormsOfBefore();
        factory.bind(request, flow);
        forms.begin(flow, method);
        why.forEach(each -> flow.ui().addMessage(method.method().group(), each.field(), each.text()));
        return flows.add(flow);
    }
}
