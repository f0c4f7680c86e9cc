package io.ostiary.flow.registration;

import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.step.HandOver;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakesOver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Goes on with a login of somebody who has no account yet: they sign up. */
@Singleton
class TakeOverRegistration implements TakesOver {

    private final BeginRegistration begin;
    private final RegistrationForms drawing;
    private final RegistrationCourse course;
    private final SchemaForms schemas;

    TakeOverRegistration(
            BeginRegistration begin, RegistrationForms drawing, RegistrationCourse course, SchemaForms schemas) {
        this.begin = begin;
        this.drawing = drawing;
        this.course = course;
        this.schemas = schemas;
    }

    @Override
    public Optional<Uni<Answer>> take(Open from, HandOver to) {
        return to instanceof HandOver.SignUp up ? Optional.of(signUp(from, up)) : Optional.empty();
    }

    private Uni<Answer> signUp(Open from, HandOver.SignUp up) {
        RegistrationMethod by = drawing.method(up.by());
        return Uni.createFrom()
                .deferred(() -> begin.insteadOf(from))
                .chain(flow -> course.done(
                        from.handedTo(flow, schemas.of(RegistrationForms.schemaId(flow))), by, up.identity()));
    }
}
