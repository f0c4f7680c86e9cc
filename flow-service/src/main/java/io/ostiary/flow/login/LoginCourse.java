package io.ostiary.flow.login;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Rewrite;
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
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a login's submission: a proof is followed by hooks, a session and the end of the flow. */
@Singleton
class LoginCourse implements Course<Proof, LoginMethod> {

    private final LoginForms drawing;
    private final BeginLogin begin;
    private final Hooks hooks;
    private final SignIn signIn;
    private final EndLogin end;
    private final AccountLink links;
    private final FormErrors forms;
    private final TakeStep step;

    LoginCourse(
            LoginForms drawing,
            BeginLogin begin,
            Hooks hooks,
            SignIn signIn,
            EndLogin end,
            AccountLink links,
            FormErrors forms,
            TakeStep step) {
        this.drawing = drawing;
        this.begin = begin;
        this.hooks = hooks;
        this.signIn = signIn;
        this.end = end;
        this.links = links;
        this.forms = forms;
        this.step = step;
    }

    @Override
    public Uni<Void> draw(Open open) {
        return drawing.drawAnew(open);
    }

    @Override
    public Uni<Void> drawRefused(Open open, LoginMethod by) {
        return (by.keepsIdentifier() ? drawing.drawTyped(open) : drawing.drawAnew(open)).invoke(() -> {
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
        return open.flow().state() == FlowState.CHOOSE_METHOD
                ? forms.isShownAt(open.request(), open.flow())
                : forms.goesOn(open.request(), open.flow());
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
    public void leaves(Open open, LoginMethod by) {
        open.flow().setActive(by.method().name().wire());
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
        return links.isFor(open, proof)
                ? decided(open, by, proof, before)
                : step.follow(open, by, this, Step.refused(null, Text.LOGIN_LINK_MISMATCH.plain()));
    }

    private Uni<Answer> decided(Open open, LoginMethod by, Proof proof, FlowState before) {
        Moment.Decided moment = new Moment.Decided(open, by.method().name().wire(), proof.identity(), null, proof.by());
        return hooks.decided(moment).chain(verdict -> switch (verdict) {
            case Verdict.Go go -> sign(open, by, proof, before, null);
            case Verdict.GoWith with -> sign(open, by, proof, before, with.rewrite());
            case Verdict.Refuse refuse -> refused(open, by, before, refuse.complaints());
            case Verdict.Instead instead -> Uni.createFrom().item(instead.answer());
        });
    }

    /** What was proven counts for nothing; the identifier is asked for again (contract). */
    private Uni<Answer> refused(Open open, LoginMethod by, FlowState before, List<Complaint> complaints) {
        open.flow().moveTo(before);
        return step.giveBack(open)
                .chain(() -> drawing.drawAnew(open))
                .invoke(() -> open.flow().ui().nodes().setValue(IdentifierStep.IDENTIFIER, Json.tree("")))
                .invoke(() -> forms.complain(open.flow(), groupOfComplaints(by), complaints))
                .invoke(() -> sort(open))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    /** @param shown what a hook has made of the identity for this answer; nothing of it is stored (contract) */
    private Uni<Answer> sign(Open open, LoginMethod by, Proof proof, FlowState before, @Nullable Rewrite shown) {
        return signIn.with(whose(open), proof, again -> {
                    open.flow().moveTo(before);
                    return by.submit(again.sent());
                })
                .chain(signed -> switch (signed) {
                    case Signed.In in ->
                        links.add(in.open(), in.issued()).chain(issued -> end.login(in, shown(issued, shown), before));
                    case Signed.Disabled none -> disabled(open);
                    case Signed.Otherwise other -> step.follow(other.open(), by, this, other.step());
                });
    }

    /** Who comes back from a provider to confirm a session gets one of its own, which nothing else was proven in (contract). */
    private static Open whose(Open open) {
        return open.resumed() && open.flow().isRefresh() ? open.withoutSession() : open;
    }

    private static Sessions.Issued shown(Sessions.Issued issued, @Nullable Rewrite shown) {
        SessionBody session = issued.session();
        if (shown == null || session == null || session.identity() == null) {
            return issued;
        }
        return new Sessions.Issued(
                issued.outcome(),
                session.withIdentity(shown.in(session.identity())),
                issued.token(),
                issued.availableAal());
    }

    private Uni<Answer> disabled(Open open) {
        open.flow().ui().clearMessages();
        open.flow().ui().addMessage(Text.ACCOUNT_DISABLED.plain());
        return forms.save(open.request(), open.flow());
    }
}
