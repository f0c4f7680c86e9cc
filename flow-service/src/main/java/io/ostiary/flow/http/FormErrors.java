package io.ostiary.flow.http;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what was wrong with a submission in the form itself, where that is possible. */
@Singleton
public class FormErrors {

    /** Nobody reads more, and each looks for its element. */
    private static final int MOST_COMPLAINTS = 100;

    private final FlowRepository flows;
    private final Answers answers;
    private final Views views;
    private final Clock clock;

    FormErrors(FlowRepository flows, Answers answers, Views views, Clock clock) {
        this.flows = flows;
        this.answers = answers;
        this.views = views;
        this.clock = clock;
    }

    /** Puts complaints into the form, in place of the messages that were there. */
    public void complain(Flow flow, NodeGroup group, List<Complaint> complaints) {
        flow.ui().clearMessages();
        complaints.stream().limit(MOST_COMPLAINTS).forEach(c -> flow.ui().addMessage(group, c.field(), c.text()));
    }

    /**
     * Stores a refused form and shows it again: 400 with the flow, or a redirect to its page. What came by GET without a
     * secret changes nothing (RFC 9110, section 9.2.1).
     */
    public Uni<Answer> save(ClientRequest request, Flow flow) {
        return views.of(request)
                .insteadOfForm(flow)
                .map(problem -> answers.problem(request, flow, problem))
                .orElseGet(() -> saveForm(request, flow));
    }

    private Uni<Answer> saveForm(ClientRequest request, Flow flow) {
        return (request.mayChange() ? flows.save(flow) : Uni.createFrom().item(flow))
                .map(saved -> isJson(request, saved) ? Answers.flow(400, saved) : refused(saved));
    }

    /**
     * Answers with a form that goes on to its next step and is stored; the contract answers JSON clients 400 there too.
     */
    public Answer goesOn(ClientRequest request, Flow flow) {
        return isJson(request, flow) ? Answers.flow(400, flow) : page(flow);
    }

    /** Sends a browser to the page of a form that was begun anew and is stored: by a redirect, or by 422 for a page's script. */
    public Answer isShownAt(ClientRequest request, Flow flow) {
        return isJson(request, flow)
                ? Answers.problemAsJson(new Problem.LocationChangeRequired(answers.flowPage(flow)))
                : page(flow);
    }

    /** Sends a browser elsewhere to go on there: by a redirect, or by 422 for a page's script. */
    public Uni<Answer> leave(ClientRequest request, Flow flow, String address) {
        return flows.save(flow)
                .map(saved -> isJson(request, saved)
                        ? Answers.problemAsJson(new Problem.LocationChangeRequired(address))
                        : Answers.seeOther(address));
    }

    private boolean isJson(ClientRequest request, Flow flow) {
        return views.of(request).showsInJson(request, flow);
    }

    /**
     * The contract sends a browser back to a refused registration by 302, everywhere else by 303.
     */
    private Answer refused(Flow flow) {
        return flow.kind() == FlowKind.REGISTRATION && !flow.isNative()
                ? Answers.found(answers.flowPage(flow))
                : page(flow);
    }

    /** Sends a browser to the page of a flow, or back to the app that began it. */
    public Answer page(Flow flow) {
        return Answers.seeOther(pageOf(flow));
    }

    private String pageOf(Flow flow) {
        return flow.isNative() ? answers.backToApp(flow, "flow", flow.id().toString()) : answers.flowPage(flow);
    }

    /**
     * Tells a problem with a flow: a bad request becomes a message in the form, everything else is
     * told as problems are, to native clients always in JSON.
     */
    public Uni<Answer> show(ClientRequest request, Flow flow, Problem problem) {
        return switch (problem) {
            case Problem.BadRequest p -> message(request, flow, p.reason());
            case Problem.SessionAlreadyAvailable p
            when !views.of(request).staysInForm(p) -> answers.problem(request, flow, p);
            case Problem.ReturnToForbidden p
            when !views.of(request).staysInForm(p) -> answers.problem(request, flow, p);
            // The cookie has changed by signing in, so a form of before can't be told from a stranger's (contract).
            case Problem.SessionAlreadyAvailable p -> messageToAnybody(request, flow, "You are signed in already.");
            case Problem.ReturnToForbidden p -> message(request, flow, p.reason());
            case Problem.TooManyRequests p
            when !flow.isNative() && !request.isJson() ->
                message(request, flow, "Too many people sign in at this moment. Try again in a few seconds.");
            case Problem.HookFailed p
            when isJson(request, flow) -> Uni.createFrom().item(hookFailed(p));
            default -> answers.problem(request, flow, problem);
        };
    }

    /** The contract answers 400 here while the body says 500. */
    private static Answer hookFailed(Problem.HookFailed problem) {
        return Answers.json(400, ProblemResponses.of(problem).body());
    }

    private Uni<Answer> message(ClientRequest request, Flow flow, @Nullable String reason) {
        try {
            CsrfCheck.owner(request, flow, false);
        } catch (ProblemException e) {
            return answers.problem(request, flow, e.problem());
        }
        return messageToAnybody(request, flow, Objects.requireNonNullElse(reason, ""));
    }

    private Uni<Answer> messageToAnybody(ClientRequest request, Flow flow, String reason) {
        flow.ui().clearMessages();
        flow.ui().addMessage(Text.REASON.with("reason", reason));
        return save(request, flow);
    }

    /** Tells that another flow replaces an expired one. */
    public Answer replaced(ClientRequest request, Flow expired, Flow fresh) {
        Duration since = Duration.between(expired.expiresAt(), clock.instant());
        return new Answer.Replaced(
                expired,
                new Problem.FlowExpired(fresh.id(), expired.expiresAt(), since, null),
                answers.flowAddress(fresh),
                isJson(request, expired) ? null : pageOf(fresh));
    }

    /** The problem of a submission that names no flow. */
    static ProblemException noFlow() {
        return new ProblemException(new Problem.BadRequest("The address has to name a flow: ?flow=<id>."));
    }
}
