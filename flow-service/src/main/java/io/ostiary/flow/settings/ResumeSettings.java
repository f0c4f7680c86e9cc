package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.callback.ResumeFlow;
import io.ostiary.flow.callback.Returned;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Goes on with settings whose browser comes back; it still needs the session of their owner. */
@Singleton
class ResumeSettings implements ResumeFlow {

    private final Opening opening;
    private final SettingsAccess access;
    private final BeginSettings begin;
    private final SubmitSettings submit;
    private final SchemaForms schemas;
    private final FormErrors forms;

    ResumeSettings(
            Opening opening,
            SettingsAccess access,
            BeginSettings begin,
            SubmitSettings submit,
            SchemaForms schemas,
            FormErrors forms) {
        this.opening = opening;
        this.access = access;
        this.begin = begin;
        this.submit = submit;
        this.schemas = schemas;
        this.forms = forms;
    }

    @Override
    public FlowKind kind() {
        return FlowKind.SETTINGS;
    }

    @Override
    public Uni<Answer> resume(ClientRequest request, Flow flow, MethodName by, Returned back) {
        return access.signedIn(request, new Problem.Unauthorized("No active session was found in this request."))
                .chain(session -> resume(request, flow, by, back, session));
    }

    private Uni<Answer> resume(ClientRequest request, Flow flow, MethodName by, Returned back, OpenSession session) {
        SettingsAccess.requireOwner(flow, session);
        Submission fields = back.submission(request, flow);
        request.comesBack();
        SettingsRendering.show(flow, session.identity());
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow, session.session()).map(fresh -> forms.replaced(request, flow, fresh));
        }
        flow.setActive(by.wire());
        return opening.showingProblems(
                () -> take(request, flow, session, fields), problem -> submit.tell(request, flow, problem));
    }

    private Uni<Answer> take(ClientRequest request, Flow flow, OpenSession session, Submission fields) {
        access.requireLevel(session, request.url());
        return submit.take(
                opening.open(request, flow, schemas.of(session.identity().schemaId()), session, fields, true));
    }
}
