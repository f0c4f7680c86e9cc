package io.ostiary.flow.registration;

import io.ostiary.flow.callback.ResumeFlow;
import io.ostiary.flow.callback.Returned;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.submission.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Goes on with a sign-up whose browser comes back. */
@Singleton
class ResumeRegistration implements ResumeFlow {

    private final Opening opening;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final BeginRegistration begin;
    private final TakeRegistrationStep step;
    private final FormErrors forms;
    private final ReturnAddresses addresses;

    ResumeRegistration(
            Opening opening,
            CurrentSession current,
            SchemaForms schemas,
            BeginRegistration begin,
            TakeRegistrationStep step,
            FormErrors forms,
            ReturnAddresses addresses) {
        this.opening = opening;
        this.current = current;
        this.schemas = schemas;
        this.begin = begin;
        this.step = step;
        this.forms = forms;
        this.addresses = addresses;
    }

    @Override
    public FlowKind kind() {
        return FlowKind.REGISTRATION;
    }

    @Override
    public Uni<Answer> resume(ClientRequest request, Flow flow, MethodName by, Returned back) {
        if (flow.isNative()) {
            // What a browser has is not an app's session, whose flow it is.
            return take(request, flow, back);
        }
        return current.find(request)
                .chain(session -> session == null
                        ? take(request, flow, back)
                        : Uni.createFrom().item(() -> Answers.seeOther(addresses.of(flow, addresses.byDefault()))));
    }

    private Uni<Answer> take(ClientRequest request, Flow flow, Returned back) {
        Submission fields = back.submission(request, flow);
        request.comesBack();
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow).map(fresh -> forms.replaced(request, flow, fresh));
        }
        return opening.showingProblems(
                request,
                flow,
                () -> step.take(
                        opening.open(request, flow, schemas.of(RegistrationForms.schemaId(flow)), null, fields, true)));
    }
}
