package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Rewrite;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Course;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of a settings' submission: a fresh enough session, hooks, the change, and the form anew. */
@Singleton
class SettingsCourse implements Course<Change, SettingsMethod> {

    private final SettingsConfig config;
    private final BeginSettings begin;
    private final SignInAgain again;
    private final MakeChange make;
    private final Hooks hooks;
    private final EndSettings end;
    private final FormErrors forms;
    private final TakeStep step;

    SettingsCourse(
            SettingsConfig config,
            BeginSettings begin,
            SignInAgain again,
            MakeChange make,
            Hooks hooks,
            EndSettings end,
            FormErrors forms,
            TakeStep step) {
        this.config = config;
        this.begin = begin;
        this.again = again;
        this.make = make;
        this.hooks = hooks;
        this.end = end;
        this.forms = forms;
        this.step = step;
    }

    @Override
    public Uni<Void> draw(Open open) {
        return draw(open, open.owner().body().traits());
    }

    @Override
    public Uni<Void> drawRefused(Open open, SettingsMethod by) {
        return draw(open, by.shownTraits(open.sent()));
    }

    /** Settings name a method only once a browser has come back from elsewhere (contract). */
    @Override
    public void begins(Open open, SettingsMethod by) {}

    private Uni<Void> draw(Open open, JsonNode traits) {
        open.flow().ui().clearMessages();
        return begin.draw(open.request(), open.flow(), open.owner(), traits);
    }

    @Override
    public void sort(Open open) {
        NodeOrder.ofSettings(open.schema()).sort(open.flow().ui().nodes());
    }

    @Override
    public NodeGroup groupOfComplaints(SettingsMethod by) {
        return NodeGroup.DEFAULT;
    }

    @Override
    public Answer shown(Open open) {
        open.fields().showPayload(open.flow());
        return open.isPage() ? forms.page(open.flow()) : Answers.flow(open.flow());
    }

    @Override
    public Uni<Answer> noMethod(Open open) {
        if (config.knowsMethod(open.fields().method())) {
            return switchedOff(open);
        }
        return draw(open)
                .invoke(() -> open.flow().ui().addMessage(Text.SETTINGS_METHOD_MISSING.plain()))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    @Override
    public Uni<Answer> startOver(Open open, SettingsMethod by, Step.StartOver<Change> over) {
        return begin.startOver(open.request(), open.flow(), open.ownersSession().session(), over.why())
                .map(fresh -> forms.replaced(open.request(), open.flow(), fresh));
    }

    @Override
    public Optional<Uni<Answer>> insteadOf(SettingsMethod by, Open open) {
        // Checked before anything is changed: a forbidden address must not be told after it.
        end.returnTo(open.flow(), by.method().name());
        return by.needsFreshSession(open.sent()) && !again.isFresh(open)
                ? Optional.of(again.after(open, by.method().name()))
                : Optional.empty();
    }

    @Override
    public Uni<Answer> done(Open open, SettingsMethod by, Change change) {
        return draft(open, by, change).chain(draft -> {
            if (draft == null) {
                return ask(open, by, change, null);
            }
            return draft.identity() == null ? refuse(open, by, draft) : ask(open, by, change, draft.identity());
        });
    }

    private Uni<Changes.@Nullable Result> draft(Open open, SettingsMethod by, Change change) {
        return hooks.seeDraft(open.flow().kind(), by.method().name().wire())
                ? make.check(open, change)
                : Uni.createFrom().nullItem();
    }

    private Uni<Answer> ask(Open open, SettingsMethod by, Change change, @Nullable IdentitySnapshot draft) {
        Moment.Decided moment = new Moment.Decided(open, by.method().name().wire(), null, draft);
        return hooks.decided(moment, rewrite -> make.redraw(open, change, rewrite))
                .chain(verdict -> switch (verdict) {
                    case Verdict.Go go -> write(open, by, change, null);
                    case Verdict.GoWith with -> write(open, by, change, with.rewrite());
                    case Verdict.Refuse refuse ->
                        step.refuseAfterAll(open, by, this, besideWhatIsSaved(open, refuse.complaints()));
                    case Verdict.Instead instead -> Uni.createFrom().item(instead.answer());
                });
    }

    /** A hook's refusal leaves standing that an earlier change in this flow is saved (contract). */
    private static List<Complaint> besideWhatIsSaved(Open open, List<Complaint> complaints) {
        return open.flow().state() == FlowState.SUCCESS
                ? Stream.concat(Stream.of(new Complaint(null, Text.SETTINGS_SAVED.plain())), complaints.stream())
                        .toList()
                : complaints;
    }

    private Uni<Answer> write(Open open, SettingsMethod by, Change change, @Nullable Rewrite rewrite) {
        String method = by.method().name().wire();
        JsonNode followUp = hooks.followUp(new Moment.Decided(open, method, null, null));
        return make.write(open, change, rewrite, followUp)
                .chain(result -> result.identity() == null
                        ? refuse(open, by, result)
                        : end.settings(open, by.method().name(), change, result));
    }

    private Uni<Answer> refuse(Open open, SettingsMethod by, Changes.Result result) {
        if (result.refusal() == null) {
            return step.refuseAfterAll(open, by, this, result.complaints());
        }
        return switch (result.refusal()) {
            case NEEDS_PRIVILEGED -> again.afterDecision(open, by.method().name());
            case LAST_FIRST_FACTOR -> problem("This is the last way to sign in; set up another one first.");
            case NOT_HELD -> problem("There is no such thing to change.");
            case LOST -> problem("It was changed elsewhere at this moment. Try again.");
        };
    }

    private static Uni<Answer> problem(String reason) {
        return Uni.createFrom().failure(new ProblemException(new Problem.BadRequest(reason)));
    }
}
