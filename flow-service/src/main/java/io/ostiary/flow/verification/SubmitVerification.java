package io.ostiary.flow.verification;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
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

/** Handles a submitted verification: finds the method, which does the rest. */
@Singleton
public class SubmitVerification {

    private static final List<String> KNOWN = List.of("", "code", "link");

    private final FlowReading reading;
    private final VerificationFlows verifications;
    private final FormErrors errors;
    private final Clock clock;
    private final List<VerificationMethod> methods;

    SubmitVerification(
            FlowReading reading,
            VerificationFlows verifications,
            FormErrors errors,
            Clock clock,
            @All List<VerificationMethod> methods) {
        this.reading = reading;
        this.verifications = verifications;
        this.errors = errors;
        this.clock = clock;
        this.methods = methods;
    }

    /** Handles the submission of a flow, by a form, by JSON, or by a link out of a mail. */
    public Uni<Answer> submit(ClientRequest request, String flowId, byte[] body, boolean byLink) {
        return reading.submitted(FlowKind.VERIFICATION, flowId)
                .onFailure(SubmitVerification::isNotFound)
                .transform(e -> noSuchFlow())
                .invoke(verifications::refuseIfDisabled)
                .chain(flow -> submit(request, flow, body, byLink));
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.NotFound;
    }

    private static ProblemException noSuchFlow() {
        return new ProblemException(new Problem.NotFound("There is no verification flow of that id."));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, byte[] body, boolean byLink) {
        return Uni.createFrom()
                .deferred(() -> handle(request, flow, body, byLink))
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> errors.show(request, flow, ((ProblemException) e).problem()));
    }

    private Uni<Answer> handle(ClientRequest request, Flow flow, byte[] body, boolean byLink) {
        Submission fields = byLink
                ? Submission.ofQuery(request, List.of("code", "token", "method", "email"))
                : Submission.read(request.header("Content-Type"), body, null);
        if (!KNOWN.contains(fields.method())) {
            return unknownMethod(request, flow);
        }
        Optional<VerificationMethod> method = method(fields);
        if (method.isEmpty()) {
            return noMethod(request, flow, fields);
        }
        if (flow.isExpiredAt(clock.instant())) {
            return verifications.replaceExpired(request, flow);
        }
        // A link tells by its token what became of it.
        if (flow.state() == FlowState.PASSED_CHALLENGE && !fields.has("token")) {
            return verifications.replace(request, flow, Text.VERIFICATION_DONE_ALREADY.plain());
        }
        return method.get().submit(new VerificationMethod.Sent(request, flow, fields, Attempt.begin(), byLink));
    }

    private Optional<VerificationMethod> method(Submission fields) {
        String byField = fields.has("token") ? "link" : fields.text("code").isEmpty() ? "" : "code";
        String name = fields.method().isEmpty() ? byField : fields.method();
        return methods.stream()
                .filter(m -> m.name().equals(name) && m.isEnabled())
                .findFirst();
    }

    private Uni<Answer> unknownMethod(ClientRequest request, Flow flow) {
        flow.setActive(verifications.method().name());
        flow.ui().clearMessages();
        flow.ui().addMessage(NodeGroup.CODE, "method", Text.REASON.with("reason", "There is no such method."));
        return errors.save(request, flow);
    }

    private Uni<Answer> noMethod(ClientRequest request, Flow flow, Submission fields) {
        flow.setActive("default");
        flow.ui().clearMessages();
        askAgain(request, flow, verifications.method().group(), fields.text("email"));
        flow.ui().addMessage(Text.VERIFICATION_METHOD_MISSING.plain());
        return errors.save(request, flow);
    }

    /**
     * Asks for the address again, with what was typed, and renews the form's anti-forgery token.
     */
    public static void askAgain(ClientRequest request, Flow flow, NodeGroup group, String typed) {
        flow.ui().setCsrf(flow.isNative() ? "" : request.inbound().csrfToken());
        flow.ui()
                .nodes()
                .upsert(Node.input(
                        group,
                        Attributes.input("email", "email").asRequired().withValue(Json.tree(typed)),
                        Text.LABEL_EMAIL.plain()));
    }
}
