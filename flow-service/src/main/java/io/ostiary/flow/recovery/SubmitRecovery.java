package io.ostiary.flow.recovery;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Opening;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Handles a submitted recovery, by a form, by JSON, or by a link out of a mail. */
@Singleton
public class SubmitRecovery {

    private final Opening opening;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final BeginRecovery begin;
    private final RecoveryForms forms;
    private final RecoveryCourse course;
    private final RecoveryAnswers answers;
    private final TakeStep step;

    SubmitRecovery(
            Opening opening,
            CurrentSession current,
            SchemaForms schemas,
            BeginRecovery begin,
            RecoveryForms forms,
            RecoveryCourse course,
            RecoveryAnswers answers,
            TakeStep step) {
        this.opening = opening;
        this.current = current;
        this.schemas = schemas;
        this.begin = begin;
        this.forms = forms;
        this.course = course;
        this.answers = answers;
        this.step = step;
    }

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, @Nullable String flowId, Body body) {
        return opening.flow(FlowKind.RECOVERY, flowId, new Problem.NotFound("There is no recovery flow of that id."))
                .chain(flow -> opening.isExpired(flow)
                        ? replace(request, flow, body)
                        : opening.showingProblems(
                                request, flow, () -> open(request, flow, body).chain(this::take)));
    }

    private Uni<Answer> replace(ClientRequest request, Flow expired, Body body) {
        return begin.replace(request, expired, body instanceof Body.ByLink)
                .map(fresh -> answers.replaced(request, expired, fresh));
    }

    private Uni<Open> open(ClientRequest request, Flow flow, Body body) {
        Submission fields = body.read(request, flow, null);
        return current.find(request)
                .map(session -> opening.open(request, flow, schemas.of(null), session, fields, false));
    }

    private Uni<Answer> take(Open open) {
        return open.session() != null && !bringsSecret(open)
                ? Uni.createFrom().item(answers.signedIn(open.request()))
                : step.take(open, forms.methods(), course);
    }

    private boolean bringsSecret(Open open) {
        return forms.methods().stream()
                .filter(method -> method.isMeant(open.sent()))
                .findFirst()
                .filter(method -> method.bringsSecret(open.sent()))
                .isPresent();
    }
}
