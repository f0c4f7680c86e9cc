package io.ostiary.flow.settings;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.message.Text;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Views;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.submission.Decisions;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.verification.CarryOutVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends a submission whose change is saved: begins the verification of a new address, has the hooks follow, draws the form
 * anew and answers. The flow stays open for further changes; its form goes to a new flow, as the contract has it.
 */
@Singleton
class EndSettings {

    private final CarryOutVerification verification;
    private final Hooks hooks;
    private final BeginSettings begin;
    private final FlowRepository flows;
    private final Decisions decisions;
    private final OwnSession own;
    private final SettingsReturn returning;
    private final Views views;

    EndSettings(
            CarryOutVerification verification,
            Hooks hooks,
            BeginSettings begin,
            FlowRepository flows,
            Decisions decisions,
            OwnSession own,
            SettingsReturn returning,
            Views views) {
        this.verification = verification;
        this.hooks = hooks;
        this.begin = begin;
        this.flows = flows;
        this.decisions = decisions;
        this.own = own;
        this.returning = returning;
        this.views = views;
    }

    /** Where a browser goes after a change by a method. */
    String returnTo(Flow flow, MethodName method) {
        return returning.to(flow, method);
    }

    /** Ends the submission. */
    Uni<Answer> settings(Open open, MethodName method, Change change, Changes.Result result) {
        return verification
                .carryOut(result.effects())
                .call(() -> own.proves(open, change))
                .map(begun -> moment(open, method, after(result), begun.orElse(null)))
                .call(this::store)
                .chain(moment -> hooks.after(moment)
                        .map(verdict ->
                                verdict instanceof Verdict.Instead(Answer other) ? other : answer(open, method)));
    }

    private static IdentityBody after(Changes.Result result) {
        return Objects.requireNonNull(result.identity(), "what was refused isn't ended")
                .body();
    }

    private static Moment.Written moment(
            Open open, MethodName method, IdentityBody after, @Nullable BegunVerification begun) {
        return new Moment.Written(
                open,
                method.wire(),
                open.owner().body(),
                after,
                open.ownersSession().session().id(),
                begun);
    }

    private Uni<Void> store(Moment.Written moment) {
        Flow flow = moment.open().flow();
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(
                flow.id(), "settings", moment.method(), moment.after().id())));
        all.addAll(hooks.written(moment));
        List<ContinueWith> next = hooks.next(moment);
        return drawAnew(moment.open(), moment.after())
                .invoke(another -> {
                    if (!next.isEmpty()) {
                        flow.showOnce("continue_with", ContinueWith.list(next));
                    }
                })
                .chain(another -> decisions.last(flow, flows.adding(another).then(hooks.keeping(moment)), all));
    }

    private Uni<Flow> drawAnew(Open open, IdentityBody identity) {
        Flow flow = open.flow();
        return begin.another(open.request(), flow, identity)
                .invoke(flow::takeSecretsOf)
                .call(() -> begin.draw(open.request(), flow, identity))
                .invoke(another -> {
                    flow.ui().sendTo(another.ui().action());
                    flow.ui().clearMessages();
                    flow.ui().setMessage(Text.SETTINGS_SAVED.plain());
                    flow.moveTo(FlowState.SUCCESS);
                    SettingsRendering.show(flow, identity);
                });
    }

    private Answer answer(Open open, MethodName method) {
        Flow flow = open.flow();
        if (flow.isNative()) {
            return new Answer.Saved(flow, open.ownersSession().session());
        }
        if (views.of(open.request()).renewsSessionCookie()) {
            own.giveAgain(open);
        }
        String returnTo = returnTo(flow, method);
        if (!open.request().readsOutcome()) {
            return Answers.seeOther(returnTo);
        }
        flow.showOnceAlso("continue_with", new ContinueWith.RedirectBrowserTo(returnTo).json());
        return new Answer.Saved(flow, open.ownersSession().session());
    }
}
