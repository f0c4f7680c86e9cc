package io.ostiary.flow.recovery;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Handles a submitted recovery: finds the method, which does the rest. */
@Singleton
class SubmitRecovery {

    private final FlowReading reading;
    private final RecoveryFlows recoveries;
    private final FormErrors errors;
    private final Clock clock;
    private final List<RecoveryMethod> methods;

    SubmitRecovery(
            FlowReading reading,
            RecoveryFlows recoveries,
            FormErrors errors,
            Clock clock,
            @All List<RecoveryMethod> methods) {
        this.reading = reading;
        this.recoveries = recoveries;
        this.errors = errors;
        this.clock = clock;
        this.methods = methods;
    }

    /** Handles the submission of a flow, by a form, by JSON, or by a link out of a mail. */
    Uni<Answer> submit(ClientRequest request, String flowId, byte[] body, boolean byLink) {
        return reading.submitted(FlowKind.RECOVERY, flowId)
                .onFailure(SubmitRecovery::isNotFound)
                .transform(e -> noSuchFlow())
                .chain(flow -> submit(request, flow, body, byLink));
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.NotFound;
    }

    private static ProblemException noSuchFlow() {
        return new ProblemException(new Problem.NotFound("There is no recovery flow of that id."));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, byte[] body, boolean byLink) {
        if (flow.isExpiredAt(clock.instant())) {
            return recoveries.replaceExpired(request, flow);
        }
        return Uni.createFrom()
                .deferred(() -> handle(request, flow, body, byLink))
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> tell(request, flow, ((ProblemException) e).problem()));
    }

    private Uni<Answer> tell(ClientRequest request, Flow flow, Problem problem) {
        return problem instanceof Problem.SessionAlreadyAvailable
                ? recoveries.signedIn(request)
                : errors.show(request, flow, problem);
    }

    private Uni<Answer> handle(ClientRequest request, Flow flow, byte[] body, boolean byLink) {
        Submission fields = byLink
                ? Submission.ofQuery(request, List.of("token", "method", "email"))
                : Submission.read(request.header("Content-Type"), body, null);
        flow.setTransientPayload(fields.transientPayload());
        RecoveryMethod.Sent sent = new RecoveryMethod.Sent(request, flow, fields, Attempt.begin(), byLink);
        Optional<RecoveryMethod> method =
                methods.stream().filter(m -> m.handles(sent)).findFirst();
        if (method.isEmpty()) {
            return noMethod(sent);
        }
        return method.get().isEnabled()
                ? method.get().submit(sent)
                : Uni.createFrom().failure(new ProblemException(new Problem.NotFound("This method is switched off.")));
    }

    private Uni<Answer> noMethod(RecoveryMethod.Sent sent) {
        return recoveries.refuseSignedIn(sent.request()).chain(() -> {
            sent.flow().setActive("default");
            sent.flow().ui().clearMessages();
            sent.flow().ui().addMessage(Text.RECOVERY_METHOD_MISSING.plain());
            return errors.save(sent.request(), sent.flow());
        });
    }
}
