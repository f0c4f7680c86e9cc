package io.ostiary.flow.verification;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Opening;
import io.ostiary.flow.submission.TakeStep;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handles a submitted verification, by a form, by JSON, or by a link out of a mail. */
@Singleton
public class SubmitVerification {

    private final Opening opening;
    private final SchemaForms schemas;
    private final VerificationFlows verifications;
    private final VerificationForms drawing;
    private final VerificationCourse course;
    private final FormErrors forms;
    private final TakeStep step;

    SubmitVerification(
            Opening opening,
            SchemaForms schemas,
            VerificationFlows verifications,
            VerificationForms drawing,
            VerificationCourse course,
            FormErrors forms,
            TakeStep step) {
        this.opening = opening;
        this.schemas = schemas;
        this.verifications = verifications;
        this.drawing = drawing;
        this.course = course;
        this.forms = forms;
        this.step = step;
    }

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, @Nullable String flowId, Body body) {
        return opening.flow(
                        FlowKind.VERIFICATION,
                        flowId,
                        new Problem.NotFound("There is no verification flow of that id."))
                .invoke(verifications::refuseIfDisabled)
                .chain(flow -> opening.showingProblems(request, flow, () -> take(open(request, flow, body))));
    }

    private Open open(ClientRequest request, Flow flow, Body body) {
        return opening.open(request, flow, schemas.of(null), null, body.read(request, flow, null), false);
    }

    private Uni<Answer> take(Open open) {
        String named = open.fields().method();
        boolean known = named.isEmpty()
                || drawing.methods().stream()
                        .anyMatch(each -> each.method().name().wire().equals(named));
        if (!known) {
            return unknownMethod(open);
        }
        Optional<VerificationMethod> method = meant(open);
        if (method.isPresent() && opening.isExpired(open.flow())) {
            return verifications.replaceExpired(
                    open.request(), open.flow(), open.fields().isByLink());
        }
        if (method.isPresent() && isOver(open)) {
            return verifications.replace(open.request(), open.flow(), Text.VERIFICATION_DONE_ALREADY.plain());
        }
        return step.take(open, drawing.methods(), course);
    }

    private Optional<VerificationMethod> meant(Open open) {
        return drawing.methods().stream()
                .filter(each -> each.isMeant(open.sent()) && each.method().enabled())
                .findFirst();
    }

    /** A link tells by its token what became of it. */
    private static boolean isOver(Open open) {
        return open.flow().state() == FlowState.PASSED_CHALLENGE
                && !open.fields().has("token");
    }

    private Uni<Answer> unknownMethod(Open open) {
        CsrfCheck.owner(open.request(), open.flow(), false);
        open.flow()
                .setActive(
                        drawing.ofNew(open.flow().generation()).method().name().wire());
        forms.complain(
                open.flow(),
                NodeGroup.CODE,
                List.of(new Complaint("method", Text.REASON.with("reason", "There is no such method."))));
        return forms.save(open.request(), open.flow());
    }
}
