package io.ostiary.flow.login;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Takes a login one step further: by a method, or by the identifier alone. */
@Singleton
class TakeLoginStep {

    private final TakeStep step;
    private final LoginCourse course;
    private final LoginForms drawing;
    private final IdentifierStep identifier;
    private final FlowRepository flows;
    private final FormErrors forms;

    TakeLoginStep(
            TakeStep step,
            LoginCourse course,
            LoginForms drawing,
            IdentifierStep identifier,
            FlowRepository flows,
            FormErrors forms) {
        this.step = step;
        this.course = course;
        this.drawing = drawing;
        this.identifier = identifier;
        this.flows = flows;
        this.forms = forms;
    }

    /** Takes the step; what was typed stays in the form when it ends in a problem. */
    Uni<Answer> take(Open open) {
        return Uni.createFrom()
                .deferred(() -> takeIt(open))
                .onFailure(ProblemException.class)
                .invoke(() -> {
                    if (!PendingLink.waitsIn(open.flow())) {
                        LoginForms.showTyped(open.flow(), open.fields());
                    }
                });
    }

    private Uni<Answer> takeIt(Open open) {
        if (!identifier.handles(open)) {
            return step.take(open, drawing.methods(open.flow()), course);
        }
        CsrfCheck.submission(open.request(), open.flow(), open.fields().csrfToken());
        return identifier.offer(open).chain(offered -> follow(open, offered));
    }

    private Uni<Answer> follow(Open open, Offered offered) {
        if (offered.methods().isEmpty() && !identifier.hidesAccounts()) {
            return askAgain(open);
        }
        Optional<LoginMethod> begins = identifier.begins(offered);
        if (begins.isPresent()) {
            return step.attempt(open, begins.get(), course);
        }
        open.flow().setActive(IdentifierStep.METHOD);
        open.fields().showPayload(open.flow());
        return flows.save(open.flow()).map(stored -> forms.goesOn(open.request(), stored));
    }

    private Uni<Answer> askAgain(Open open) {
        Flow flow = open.flow();
        return drawing.drawTyped(open)
                .invoke(() -> forms.complain(
                        flow,
                        NodeGroup.IDENTIFIER_FIRST,
                        List.of(new Complaint(IdentifierStep.IDENTIFIER, Text.ACCOUNT_NOT_FOUND.plain()))))
                .invoke(() -> LoginForms.sort(flow))
                .chain(() -> forms.save(open.request(), flow));
    }
}
