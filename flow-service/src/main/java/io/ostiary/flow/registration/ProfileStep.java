package io.ostiary.flow.registration;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.Registration;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The two-step form: the profile first, then a method, and the way back. */
@Singleton
class ProfileStep {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String PROFILE = "profile";
    private static final String BACK = "previous";
    private static final String METHODS = "credential-selection";

    private final IdentityCalls identities;
    private final RegistrationConfig config;
    private final FormErrors errors;
    private final List<RegistrationMethod> methods;

    ProfileStep(
            @RestClient IdentityCalls identities,
            RegistrationConfig config,
            FormErrors errors,
            @All List<RegistrationMethod> methods) {
        this.identities = identities;
        this.config = config;
        this.errors = errors;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(RegistrationMethod::name))
                .toList();
    }

    /** Adds the button of the first step. */
    void addNodes(Flow flow) {
        flow.ui()
                .nodes()
                .append(Node.input(NodeGroup.PROFILE, Attributes.submit("method", PROFILE), Text.REGISTRATION.plain()));
    }

    /** Adds the way back to the methods, where there are steps. */
    void addWayBack(Flow flow) {
        if (config.hasTwoSteps()) {
            flow.ui().nodes().append(way(METHODS));
        }
    }

    private static Node way(String screen) {
        return Node.input(NodeGroup.PROFILE, Attributes.submit("screen", screen), Text.REGISTRATION_BACK.plain());
    }

    /** Whether a submission is about the steps and not about a method. */
    boolean handles(Submission fields) {
        return config.hasTwoSteps()
                && (fields.method().equals(PROFILE)
                        || fields.method().equals("profile:back")
                        || !fields.text("screen").isEmpty());
    }

    /** Goes on to the methods, or back to the profile. */
    Uni<Answer> submit(RegistrationMethod.Sent sent) {
        Submission fields = sent.fields();
        sent.flow().ui().keepValues("traits", fields.traits());
        boolean back = fields.text("screen").equals(BACK)
                || fields.method().equals("profile:back")
                        && fields.text("screen").isEmpty();
        if (back) {
            return goBack(sent);
        }
        CsrfCheck.submission(sent.request(), sent.flow(), fields.csrfToken());
        return Calls.within(identities.register(check(sent)), DEADLINE).chain(result -> goOn(sent, result));
    }

    /** Asks identity-service about the traits alone. */
    Registration.Request check(RegistrationMethod.Sent sent) {
        return new Registration.Request(
                sent.attempt().id(),
                sent.schema().id(),
                sent.fields().traits(),
                null,
                null,
                null,
                List.of(),
                null,
                true);
    }

    private Uni<Answer> goOn(RegistrationMethod.Sent sent, Registration.Result result) {
        Flow flow = sent.flow();
        if (!result.complaints().isEmpty()) {
            errors.complain(flow, NodeGroup.DEFAULT, result.complaints());
            NodeOrder.ofRegistration(sent.schema()).sort(flow.ui().nodes());
            return errors.save(sent.request(), flow);
        }
        flow.setActive(null);
        flow.moveTo(FlowState.CHOOSE_METHOD);
        flow.ui().clearMessages();
        flow.ui().nodes().removeIf(n -> n.isIn(NodeGroup.PROFILE));
        enabled().forEach(m -> m.addNodes(flow));
        hideProfile(flow);
        flow.ui().nodes().append(way(BACK));
        flow.ui().addMessage(Text.REGISTRATION_CHOOSE_METHOD.plain());
        NodeOrder.ofRegistration(sent.schema()).sort(flow.ui().nodes());
        sent.fields().showPayload(flow);
        return errors.next(sent.request(), flow);
    }

    private Uni<Answer> goBack(RegistrationMethod.Sent sent) {
        Flow flow = sent.flow();
        flow.setActive(null);
        flow.moveTo(FlowState.CHOOSE_METHOD);
        flow.ui().clearMessages();
        enabled().forEach(m -> m.removeNodes(flow));
        flow.ui().nodes().removeIf(n -> n.isIn(NodeGroup.PROFILE));
        for (Node drawn : sent.schema().nodes(NodeGroup.DEFAULT)) {
            flow.ui().nodes().upsert(drawn);
        }
        flow.ui().keepValues("traits", sent.fields().traits());
        addNodes(flow);
        NodeOrder.ofRegistration(sent.schema()).sort(flow.ui().nodes());
        return errors.next(sent.request(), flow);
    }

    private Stream<RegistrationMethod> enabled() {
        return methods.stream().filter(RegistrationMethod::isEnabled);
    }

    private static void hideProfile(Flow flow) {
        for (Node node : flow.ui().nodes()) {
            if (node.isIn(NodeGroup.DEFAULT) && !node.name().equals("csrf_token")) {
                flow.ui()
                        .nodes()
                        .upsert(new Node(
                                node.type(),
                                node.group(),
                                node.attributes().withType("hidden"),
                                node.messages(),
                                node.meta()));
            }
        }
    }
}
