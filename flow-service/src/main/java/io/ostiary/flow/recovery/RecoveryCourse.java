package io.ostiary.flow.recovery;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Course;
import io.ostiary.flow.submission.FormToken;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/** The way of a recovery's submission: a secret that was right is followed by hooks, a session and settings. */
@Singleton
class RecoveryCourse implements Course<Opened, RecoveryMethod> {

    private final RecoveryForms drawing;
    private final BeginRecovery begin;
    private final Hooks hooks;
    private final CompleteRecovery complete;
    private final EndRecovery end;
    private final RecoveryAnswers answers;
    private final FormErrors forms;
    private final TakeStep step;

    RecoveryCourse(
            RecoveryForms drawing,
            BeginRecovery begin,
            Hooks hooks,
            CompleteRecovery complete,
            EndRecovery end,
            RecoveryAnswers answers,
            FormErrors forms,
            TakeStep step) {
        this.drawing = drawing;
        this.begin = begin;
        this.hooks = hooks;
        this.complete = complete;
        this.end = end;
        this.answers = answers;
        this.forms = forms;
        this.step = step;
    }

    @Override
    public Uni<Void> draw(Open open) {
        return draw(open, drawing.active(open.flow()));
    }

    @Override
    public Uni<Void> drawRefused(Open open, RecoveryMethod by) {
        open.flow().setActive(by.method().name().wire());
        return draw(open, by);
    }

    private Uni<Void> draw(Open open, RecoveryMethod by) {
        drawing.draw(open.flow(), by, FormToken.of(open));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Answer shown(Open open) {
        return answers.shown(open);
    }

    @Override
    public Uni<Answer> noMethod(Open open) {
        open.flow().setActive("default");
        open.flow().ui().clearMessages();
        open.flow().ui().addMessage(Text.RECOVERY_METHOD_MISSING.plain());
        return forms.save(open.request(), open.flow());
    }

    @Override
    public boolean isOpenToAll(Open open) {
        return RecoveryFacts.isOpenToAll(open.flow());
    }

    @Override
    public Uni<Answer> forged(Open open, RecoveryMethod by, ProblemException why) {
        if (!by.isSpoiltByForgery()) {
            return Uni.createFrom().failure(why);
        }
        // The flow can't be used any more after that: its token may be known to somebody else.
        if (why.problem() instanceof Problem.BadRequest told) {
            String reason = Objects.requireNonNullElseGet(
                    told.reason(), () -> open.request().inbound().csrfRejectReason());
            return startOver(open, by, new Step.StartOver<>(Text.REASON.with("reason", reason), told, true));
        }
        open.request().inbound().renewCsrfCookie();
        return Uni.createFrom().failure(why);
    }

    @Override
    public Uni<Answer> startOver(Open open, RecoveryMethod by, Step.StartOver<Opened> over) {
        FlowType type = over.inBrowser() ? FlowType.BROWSER : open.flow().type();
        return begin.startOver(open.request(), type, by, over.why())
                .map(fresh -> answers.startedOver(open.request(), fresh, over.told()));
    }

    @Override
    public Uni<Answer> done(Open open, RecoveryMethod by, Opened opened) {
        return complete.whose(opened).chain(outcome -> switch (outcome) {
            case Outcome.Known(IdentitySnapshot identity) -> ask(open, by, opened, identity);
            case Outcome.Gone(Lost why) -> lost(open, by, why);
        });
    }

    private Uni<Answer> ask(Open open, RecoveryMethod by, Opened opened, IdentitySnapshot identity) {
        Moment.Decided moment = new Moment.Decided(open, by.method().name().wire(), identity, null);
        return hooks.decided(moment).chain(verdict -> switch (verdict) {
            case Verdict.Go go -> recover(open, by, opened, identity);
            case Verdict.GoWith with -> recover(open, by, opened, identity);
            case Verdict.Refuse refuse -> step.follow(open, by, this, Step.refused(refuse.complaints()));
            case Verdict.Instead instead -> Uni.createFrom().item(instead.answer());
        });
    }

    private Uni<Answer> recover(Open open, RecoveryMethod by, Opened opened, IdentitySnapshot identity) {
        return complete.recover(open.withoutSession(), by, opened, identity).chain(outcome -> switch (outcome) {
            case Outcome.SignedIn in -> end.recovery(in, opened);
            case Outcome.Hooked(Verdict verdict) -> hooked(open, by, verdict);
            case Outcome.Gone(Lost why) -> lost(open, by, why);
        });
    }

    /** The secret is used up: who was refused begins anew, and reads why in the new form. */
    private Uni<Answer> hooked(Open open, RecoveryMethod by, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Instead(Answer other) -> Uni.createFrom().item(other);
            case Verdict.Refuse(var complaints) ->
                begin.startOver(open.request(), open.flow().type(), by, complaints)
                        .map(fresh -> answers.startedOver(open.request(), fresh, new Problem.HookFailed()));
            case Verdict.Go go -> throw new IllegalStateException("a hook has nothing against it");
            case Verdict.GoWith with -> throw new IllegalStateException("nothing is written any more");
        };
    }

    private Uni<Answer> lost(Open open, RecoveryMethod by, Lost why) {
        return step.follow(open, by, this, by.lost(open.sent(), why));
    }
}
