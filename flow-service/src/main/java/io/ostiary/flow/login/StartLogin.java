package io.ostiary.flow.login;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.login.BeginLogin.Begun;
import io.ostiary.flow.oauth2.LoginRequest;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Opening;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Starts a login. The only second factor that somebody has begins at once if it asks for nothing, such as a code that is
 * sent to their only address.
 */
@Singleton
public class StartLogin {

    private final BeginLogin begin;
    private final Opening opening;
    private final SchemaForms schemas;
    private final TakeStep step;
    private final LoginCourse course;

    StartLogin(BeginLogin begin, Opening opening, SchemaForms schemas, TakeStep step, LoginCourse course) {
        this.begin = begin;
        this.opening = opening;
        this.schemas = schemas;
        this.step = step;
        this.course = course;
    }

    /** A new flow, stored; as {@link BeginLogin#begin}. */
    public Uni<Flow> start(ClientRequest request, FlowType type) {
        return start(request, type, null);
    }

    /** As above, for what an OAuth2 server asks for; null: none does. */
    Uni<Flow> start(ClientRequest request, FlowType type, @Nullable LoginRequest asked) {
        return begin.begin(request, type, asked).chain(begun -> goOn(request, begun));
    }

    private Uni<Flow> goOn(ClientRequest request, Begun begun) {
        return begun.begins()
                .filter(method -> Factor.askedBy(begun.flow()) == Factor.SECOND)
                .map(method -> step.begin(open(request, begun), method, course))
                .orElseGet(() -> Uni.createFrom().item(begun.flow()));
    }

    private Open open(ClientRequest request, Begun begun) {
        return opening.open(
                request,
                begun.flow(),
                schemas.of(LoginForms.schemaId(begun.flow())),
                begun.session(),
                Submission.empty(),
                true);
    }
}
