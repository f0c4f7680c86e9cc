package io.ostiary.flow.login;

import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Course;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.SignIn;
import io.ostiary.flow.submission.SignIn.Signed;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The way of a login's submission: a proof is followed by hooks, a session and the end of the flow. */
@Singleton
class LoginCourse implements Course<Proof, LoginMethod> {

    private final LoginForms drawing;
    private final BeginLogin begin;
    private final Hooks hooks;
    private final SignIn signIn;
    private final EndLogin end;
    private final FormErrors forms;
    private final TakeStep step;

    LoginCourse(
            LoginForms drawing,
            BeginLogin begin,
            Hooks hooks,
            SignIn signIn,
            EndLogin end,
            FormErrors forms,
            TakeStep step) {
        this.drawing = drawing;
        this.begin = begin;
        this.hooks = hooks;
        this.signIn = signIn;
        this.end = end;
        this.forms = forms;
        this.step = step;
    }

    @Override
    public Uni<Void> draw(Open open) {
        return drawing.drawAnew(open);
    }

    @Override
    public Uni<Void> drawRefused(Open open, LoginMethod by) {
        return drawing.drawTyped(open).invoke(() -> {
            if (open.flow().isNative() && open.flow().ui().nodes().size() > 0) {
                // Once a code was sent a native app's form has a token again only when it is refused.
                open.flow().ui().setCsrf("");
            }
            if (open.flow().state() == FlowState.SENT_EMAIL) {
                open.flow().ui().nodes().upsert(IdentifierField.told(LoginForms.typedIdentifier(open.fields())));
            }
        });
    }

    @Override
    public void sort(Open open) {
        LoginForms.sort(open.flow());
    }

    @Override
    public boolean guessesAtSecondFactor(Open open) {
        return Factor.askedBy(open.flow()) == Factor.SECOND;
    }

    @Override
    public Answer shown(Open open) {
        open.fields().showPayload(open.flow());
        return forms.goesOn(open.request(), open.flow());
    }

    @Override
    public Uni<Answer> noMethod(Open open) {
        return drawing.drawAnew(open)
                .invoke(() -> open.flow().ui().addMessage(Text.LOGIN_METHOD_MISSING.plain()))
                .invoke(() -> sort(open))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    @Override
    public Uni<Answer> switchedOff(Open open) {
        return noMethod(open);
    }

    @Override
    public Uni<Answer> startOver(Open open, LoginMethod by, Step.StartOver<Proof> over) {
        return begin.startOver(open, over.why()).map(fresh -> forms.replaced(open.request(), open.flow(), fresh));
    }

    @Override
    public Uni<Answer> done(Open open, LoginMethod by, Proof proof) {
        FlowState before = open.flow().state();
        // A flow whose method has sent something ends with its proof; any other may be sent again (contract).
        if (open.waitsFor(by.method().name())) {
            open.flow().moveTo(FlowState.PASSED_CHALLENGE);
        }
        open.flow().setActive(by.method().name().wire());
        if (!proof.identity().body().isActive()) {
            return disabled(open);
        }
        Moment.Decided moment = new Moment.Decided(open, by.method().name().wire(), proof.identity(), null);
        return hooks.decided(moment).chain(verdict -> switch (verdict) {
            case Verdict.Go go -> sign(open, by, proof, before);
            case Verdict.GoWith with -> sign(open, by, proof, before);
            case Verdict.Refuse refuse -> step.follow(open, by, this, Step.refused(refuse.complaints()));
            case Verdict.Instead instead -> Uni.createFrom().item(instead.answer());
        });
    }

    private Uni<Answer> sign(Open open, LoginMethod by, Proof proof, FlowState before) {
        return signIn.with(open, proof, again -> {
                    open.flow().moveTo(before);
                    return by.submit(again.sent());
                })
                .chain(signed -> switch (signed) {
                    case Signed.In in -> end.login(in.open(), in.proof(), in.issued(), before);
                    case Signed.Disabled none -> disabled(open);
                    case Signed.Otherwise other -> step.follow(other.open(), by, this, other.step());
                });
    }

    private Uni<Answer> disabled(Open open) {
        open.flow().ui().clearMessages();
        open.flow().ui().addMessage(Text.ACCOUNT_DISABLED.plain());
        return forms.save(open.request(), open.flow());
    }
}
