package io.ostiary.flow.registration;

import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Takes a sign-up one step further: by a method, or by the profile alone. */
@Singleton
class TakeRegistrationStep {

    private final TakeStep step;
    private final RegistrationCourse course;
    private final RegistrationForms drawing;
    private final ProfileStep profile;

    TakeRegistrationStep(TakeStep step, RegistrationCourse course, RegistrationForms drawing, ProfileStep profile) {
        this.step = step;
        this.course = course;
        this.drawing = drawing;
        this.profile = profile;
    }

    /** Takes the step; what was typed stays in the form when it ends in a problem. */
    Uni<Answer> take(Open open) {
        return Uni.createFrom()
                .deferred(() -> profile.handles(open) ? profile.take(open) : step.take(open, drawing.methods(), course))
                .onFailure(ProblemException.class)
                .invoke(() ->
                        open.flow().ui().keepValues("traits", open.fields().traits()));
    }
}
