package io.ostiary.flow.login;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
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
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Goes on with a login whose browser comes back. */
@Singleton
class ResumeLogin implements ResumeFlow {

    private final Opening opening;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final BeginLogin begin;
    private final TakeLoginStep step;
    private final FormErrors forms;
    private final ReturnAddresses addresses;

    ResumeLogin(
            Opening opening,
            CurrentSession current,
            SchemaForms schemas,
            BeginLogin begin,
            TakeLoginStep step,
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
        return FlowKind.LOGIN;
    }

    @Override
    public Uni<Answer> resume(ClientRequest request, Flow flow, MethodName by, Returned back) {
        // What a browser has is not an app's session, whose flow it is.
        Uni<@Nullable OpenSession> session = flow.isNative() ? Uni.createFrom().nullItem() : current.find(request);
        return session.chain(found -> resume(request, flow, back, found));
    }

    private Uni<Answer> resume(ClientRequest request, Flow flow, Returned back, @Nullable OpenSession session) {
        return switch (Entry.of(flow.requestedAal(), flow.isRefresh(), session)) {
            case Entry.Refused(Problem why) -> Uni.createFrom().failure(new ProblemException(why));
            case Entry.NotNeeded none ->
                Uni.createFrom().item(() -> Answers.seeOther(addresses.of(flow, addresses.byDefault())));
            case Entry.First first -> take(request, flow, back, session);
            case Entry.Confirm confirm -> take(request, flow, back, session);
            case Entry.StepUp stepUp -> take(request, flow, back, session);
        };
    }

    private Uni<Answer> take(ClientRequest request, Flow flow, Returned back, @Nullable OpenSession session) {
        Submission fields = back.submission(request, flow);
        request.comesBack();
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow).map(fresh -> forms.replaced(request, flow, fresh));
        }
        return opening.showingProblems(
                request,
                flow,
                () -> step.take(
                        opening.open(request, flow, schemas.of(LoginForms.schemaId(flow)), session, fields, true)));
    }
}
