package io.ostiary.flow.submission;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.AcceptedLanguages;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.People;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the flow that a submission names, and puts together what is known of the submission. */
@Singleton
public class Opening {

    private final FlowReading reading;
    private final People people;
    private final FormErrors forms;
    private final Clock clock;

    Opening(FlowReading reading, People people, FormErrors forms, Clock clock) {
        this.reading = reading;
        this.people = people;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * The flow of that id.
     *
     * @param missing what it is when there is no such flow
     * @return fails with {@link Problem.BadRequest} when the address names no flow
     */
    public Uni<Flow> flow(FlowKind kind, @Nullable String id, Problem missing) {
        return reading.submitted(kind, id)
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .transform(e -> new ProblemException(missing));
    }

    /** Whether a flow ended by time. */
    public boolean isExpired(Flow flow) {
        return flow.isExpiredAt(clock.instant());
    }

    /**
     * What is known of a submission.
     *
     * @param session of the client; null when it has none
     * @param resumed whether it was checked and kept before
     */
    public Open open(
            ClientRequest request,
            Flow flow,
            IdentitySchemaForm schema,
            @Nullable OpenSession session,
            Submission fields,
            boolean resumed) {
        flow.setTransientPayload(fields.transientPayload());
        flow.setLanguages(AcceptedLanguages.of(request.header("Accept-Language")));
        return new Open(
                request,
                flow,
                schema,
                fields,
                Attempt.begin(),
                session,
                session == null ? null : people.of(session),
                resumed);
    }

    /** Goes on, and shows problems of a submission in its form. */
    public Uni<Answer> showingProblems(ClientRequest request, Flow flow, Supplier<Uni<Answer>> onward) {
        return showingProblems(onward, problem -> forms.show(request, flow, problem));
    }

    /** Goes on, and tells problems of a submission as the flow does. */
    public Uni<Answer> showingProblems(Supplier<Uni<Answer>> onward, Function<Problem, Uni<Answer>> tell) {
        return Uni.createFrom()
                .deferred(() -> onward.get())
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> tell.apply(((ProblemException) e).problem()));
    }
}
