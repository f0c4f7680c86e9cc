package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.MethodName;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.Registration;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Signing up with a code that is sent to the address in the traits. The code needs no claim: of two
 * submissions that bring it one creates the identity, and the other finds its identifier taken.
 */
@Singleton
public class CodeRegistration implements RegistrationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String NAME = "code";
    private static final String TRAITS = "traits";

    private final CodeConfig config;
    private final SendCode send;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeRegistration(
            CodeConfig config,
            SendCode send,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.send = send;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public MethodName name() {
        return MethodName.CODE;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.CODE;
    }

    @Override
    public boolean isEnabled() {
        return config.isPasswordless();
    }

    @Override
    public void addNodes(Flow flow) {
        removeNodes(flow);
        flow.ui().nodes().append(CodeNodes.askToSignUp());
    }

    @Override
    public void removeNodes(Flow flow) {
        flow.ui().nodes().removeIf(node -> node.isIn(NodeGroup.CODE));
    }

    @Override
    public Uni<Step> submit(Sent sent) {
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        if (!sent.fields().text("resend").isEmpty()) {
            sent.flow().moveTo(FlowState.CHOOSE_METHOD);
        }
        return switch (sent.flow().state()) {
            case SENT_EMAIL -> use(sent);
            case PASSED_CHALLENGE -> refused(null, Text.REGISTRATION_METHOD_MISSING.plain());
            default -> ask(sent);
        };
    }

    private Uni<Step> ask(Sent sent) {
        var check = new Registration.Request(
                sent.attempt().id(),
                sent.schema().id(),
                sent.fields().traits(),
                NAME,
                null,
                null,
                List.of(),
                null,
                true);
        return Calls.within(identities.register(check), DEADLINE)
                .chain(result -> result.complaints().isEmpty()
                        ? send(sent, result.codeAddresses())
                        : Uni.createFrom().item(new Step.Refused(result.complaints())));
    }

    private Uni<Step> send(Sent sent, List<CodeAddress> to) {
        Flow flow = sent.flow();
        CodeForm.showSent(
                sent.request(),
                flow,
                node -> node.isIn(NodeGroup.DEFAULT),
                CodeNodes.registrationCode(),
                Text.REGISTRATION_CODE_SENT.plain());
        flow.ui().keepValues(TRAITS, sent.fields().traits());
        flow.context().set(TRAITS, sent.fields().traits());
        sent.fields().showPayload(flow);
        ObjectNode about = Json.object();
        about.set(TRAITS, sent.fields().traits());
        return send.send(
                        flow,
                        sent.attempt(),
                        new SendCode.Order(
                                Purpose.REGISTRATION_CODE,
                                null,
                                to,
                                "registration_code_valid",
                                "registration_code",
                                about))
                .replaceWith(new Step.AskAgain());
    }

    private Uni<Step> use(Sent sent) {
        Flow flow = sent.flow();
        String code = sent.fields().text("code");
        if (code.isEmpty()) {
            return refused("code", Text.REQUIRED.with("property", "code"));
        }
        if (!areThoseOfTheCode(sent.fields().traits(), flow)) {
            return refused(null, Text.TRAITS_CHANGED.plain());
        }
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? refused(null, CodeForm.triedTooOften())
                        : secrets.find(flow.id(), Purpose.REGISTRATION_CODE, code)
                                .chain(secret -> create(flow, secret)));
    }

    /** Of a code that was sent for other traits the identity's address would not be proven. */
    private static boolean areThoseOfTheCode(JsonNode traits, Flow flow) {
        return areSame(traits, flow.context().path(TRAITS));
    }

    /** What a form leaves out and what it sends as an empty text are the same. */
    private static boolean areSame(JsonNode one, JsonNode other) {
        if (!one.isObject() && !other.isObject()) {
            return text(one).equals(text(other));
        }
        Set<String> names = new HashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> areSame(one.path(name), other.path(name)));
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.toString() : value.asText("");
    }

    private Uni<Step> create(Flow flow, OneTimeSecret secret) {
        if (secret == null || !secret.isOpenAt(clock.instant())) {
            return refused(null, Text.REGISTRATION_CODE_WRONG.plain());
        }
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        return Uni.createFrom()
                .item(new Step.Create(
                        null,
                        new CodeAddress(secret.via(), secret.address()),
                        AuthenticationMethodBody.of(NAME, "aal1", clock.instant())));
    }

    private static Uni<Step> refused(String field, UiText complaint) {
        return Uni.createFrom().item(new Step.Refused(List.of(new Complaint(field, complaint))));
    }
}
