package io.ostiary.flow.registration;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.submission.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Handles a submitted registration: who may use its flow, then the step. */
@Singleton
public class SubmitRegistration {

    private final Opening opening;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final BeginRegistration begin;
    private final TakeRegistrationStep step;
    private final FormErrors forms;

    SubmitRegistration(
            Opening opening,
            CurrentSession current,
            SchemaForms schemas,
            BeginRegistration begin,
            TakeRegistrationStep step,
            FormErrors forms) {
        this.opening = opening;
        this.current = current;
        this.schemas = schemas;
        this.begin = begin;
        this.step = step;
        this.forms = forms;
    }

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, @Nullable String flowId, Body body) {
        return current.refuseSignedIn(request)
                .chain(() -> opening.flow(FlowKind.REGISTRATION, flowId, new Problem.NotFound(null)))
                .chain(flow -> submit(request, flow, body));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, Body body) {
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow).map(fresh -> forms.replaced(request, flow, fresh));
        }
        return opening.showingProblems(request, flow, () -> take(request, flow, body));
    }

    private Uni<Answer> take(ClientRequest request, Flow flow, Body body) {
        IdentitySchemaForm schema = schemas.of(RegistrationForms.schemaId(flow));
        return step.take(opening.open(request, flow, schema, null, body.read(request, flow, schema), false));
    }
}
