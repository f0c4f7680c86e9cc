package io.ostiary.flow.login;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Opening;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Handles a submitted login: who may use its flow, then the step. */
@Singleton
public class SubmitLogin {

    private final Opening opening;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final BeginLogin begin;
    private final TakeLoginStep step;
    private final FormErrors forms;
    private final ReturnAddresses addresses;

    SubmitLogin(
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

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, @Nullable String flowId, Body body) {
        return opening.flow(FlowKind.LOGIN, flowId, new Problem.NotFound(null))
                .chain(flow -> current.find(request).chain(session -> submit(request, flow, session, body)));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, @Nullable OpenSession session, Body body) {
        return switch (Entry.of(flow.requestedAal(), flow.isRefresh(), session)) {
            case Entry.Refused(Problem why) -> forms.show(request, flow, why);
            case Entry.NotNeeded none -> signedIn(request, flow);
            case Entry.First first -> take(request, flow, session, body);
            case Entry.Confirm confirm -> take(request, flow, session, body);
            case Entry.StepUp stepUp -> take(request, flow, session, body);
        };
    }

    private Uni<Answer> signedIn(ClientRequest request, Flow flow) {
        return request.isJson() || flow.isNative()
                ? forms.show(request, flow, new Problem.SessionAlreadyAvailable())
                : Uni.createFrom().item(() -> Answers.seeOther(addresses.of(flow, addresses.byDefault())));
    }

    private Uni<Answer> take(ClientRequest request, Flow flow, @Nullable OpenSession session, Body body) {
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow).map(fresh -> forms.replaced(request, flow, fresh));
        }
        return opening.showingProblems(request, flow, () -> step.take(open(request, flow, session, body)));
    }

    private Open open(ClientRequest request, Flow flow, @Nullable OpenSession session, Body body) {
        return opening.open(
                request, flow, schemas.of(LoginForms.schemaId(flow)), session, body.read(request, flow, null), false);
    }
}
