package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Body;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Opening;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Handles submitted settings: who may use the flow, what waits for its browser, then the step. */
@Singleton
public class SubmitSettings {

    private static final Problem NO_SUCH_FLOW = new Problem.NotFound("There is no settings flow of that id.");

    private final Opening opening;
    private final SettingsAccess access;
    private final BeginSettings begin;
    private final SettingsCourse course;
    private final SignInAgain again;
    private final SchemaForms schemas;
    private final FormErrors forms;
    private final TakeStep step;

    SubmitSettings(
            Opening opening,
            SettingsAccess access,
            BeginSettings begin,
            SettingsCourse course,
            SignInAgain again,
            SchemaForms schemas,
            FormErrors forms,
            TakeStep step) {
        this.opening = opening;
        this.access = access;
        this.begin = begin;
        this.course = course;
        this.again = again;
        this.schemas = schemas;
        this.forms = forms;
        this.step = step;
    }

    /** Handles the submission of a flow, by a form, by JSON, or by the way back from signing in again. */
    public Uni<Answer> submit(ClientRequest request, OpenSession session, @Nullable String flowId, Body body) {
        return opening.flow(FlowKind.SETTINGS, flowId, NO_SUCH_FLOW)
                .invoke(flow -> SettingsRendering.show(flow, session.identity()))
                .chain(flow -> opening.showingProblems(
                        () -> handle(request, session, flow, body), problem -> tell(request, flow, problem)));
    }

    /**
     * Browsers are sent to where they can do something about the problem; everything else is told as in other flows.
     */
    Uni<Answer> tell(ClientRequest request, Flow flow, Problem problem) {
        boolean page = !flow.isNative() && !request.isJson();
        return switch (problem) {
            case Problem.RefreshRequired p when page -> Uni.createFrom().item(Answers.seeOther(p.redirectTo()));
            case Problem.Aal2Required p when page -> Uni.createFrom().item(Answers.seeOther(p.redirectTo()));
            default -> forms.show(request, flow, problem);
        };
    }

    private Uni<Answer> handle(ClientRequest request, OpenSession session, Flow flow, Body body) {
        access.requireLevel(session, request.url());
        if (opening.isExpired(flow)) {
            return begin.replace(request, flow, session.session()).map(fresh -> forms.replaced(request, flow, fresh));
        }
        SettingsAccess.requireOwner(flow, session);
        IdentitySchemaForm schema = schemas.of(session.identity().schemaId());
        return again.take(request, session, flow)
                .map(kept -> kept.isPresent()
                        ? opening.open(request, flow, schema, session, kept.get(), true)
                        : opening.open(request, flow, schema, session, body.read(request, flow, schema), false))
                .chain(this::take);
    }

    /** Takes the step of a submission whose flow is its owner's. */
    Uni<Answer> take(Open open) {
        return step.take(open, begin.methods(), course);
    }
}
