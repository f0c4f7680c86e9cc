package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.registration.RegistrationForm;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Signing up with a code that is sent to the address in the traits. The code needs no claim: of two submissions that
 * bring it one creates the identity, and the other finds its identifier taken.
 */
@Singleton
public class CodeRegistration implements RegistrationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String TRAITS = "traits";

    private final CodeConfig config;
    private final MakeCode codes;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeRegistration(
            CodeConfig config,
            MakeCode codes,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.codes = codes;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.forSignIn();
    }

    @Override
    public Uni<Void> draw(RegistrationForm form) {
        switch (form) {
            case RegistrationForm.Credentials credentials -> form.nodes().append(CodeNodes.askToSignUp());
            case RegistrationForm.UnderWay underWay -> {
                if (underWay.by().equals(method().name())) {
                    CodeForm.askForSent(form.nodes(), CodeNodes.registrationCode());
                }
            }
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Step<NewIdentity>> submit(Sent sent) {
        boolean asksAnew = !sent.fields().text("resend").isEmpty();
        return switch (asksAnew ? FlowState.CHOOSE_METHOD : sent.flow().state()) {
            case SENT_EMAIL -> use(sent);
            case PASSED_CHALLENGE -> step(Step.refused(null, Text.REGISTRATION_METHOD_MISSING.plain()));
            default -> ask(sent);
        };
    }

    private Uni<Step<NewIdentity>> ask(Sent sent) {
        return Calls.within(identities.create(check(sent)), DEADLINE).map(result -> switch (result) {
            case Registrations.Fine fine -> send(sent, fine.codeAddresses());
            case Registrations.Refused refused -> Step.refused(refused.complaints());
            case Registrations.Created none -> throw new IllegalStateException("a check has created an identity");
        });
    }

    private static Registrations.Request check(Sent sent) {
        return new Registrations.Request(
                sent.attempt().id(),
                sent.schema().id(),
                sent.fields().traits(),
                null,
                null,
                List.of(new NewCredentials.Code(null)),
                List.of(),
                null,
                null,
                Registrations.Mode.CHECK);
    }

    private Step<NewIdentity> send(Sent sent, List<CodeAddress> to) {
        JsonNode traits = sent.fields().traits();
        sent.flow().state(method().name()).set(TRAITS, traits);
        ObjectNode about = Json.object();
        about.set(TRAITS, traits);
        var order = new MakeCode.Order(
                Purpose.REGISTRATION_CODE, null, to, "registration_code_valid", "registration_code", about);
        return new Step.ShowAgain<>(
                FlowState.SENT_EMAIL, Text.REGISTRATION_CODE_SENT.plain(), codes.of(sent.flow(), order));
    }

    private Uni<Step<NewIdentity>> use(Sent sent) {
        Flow flow = sent.flow();
        String code = CodeText.of(sent);
        if (code.isEmpty()) {
            return step(Step.refused("code", Text.REQUIRED.with("property", "code")));
        }
        if (!areThoseOfTheCode(sent)) {
            return step(Step.refused(null, Text.TRAITS_CHANGED.plain()));
        }
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? step(Step.refused(null, CodeForm.triedTooOften()))
                        : secrets.find(flow.id(), Purpose.REGISTRATION_CODE, code)
                                .map(secret -> identity(sent, secret)));
    }

    /** Of a code that was sent for other traits the identity's address would not be proven. */
    private boolean areThoseOfTheCode(Sent sent) {
        return SameTraits.are(
                sent.fields().traits(), sent.flow().state(method().name()).path(TRAITS));
    }

    private Step<NewIdentity> identity(Sent sent, @Nullable OneTimeSecret secret) {
        if (secret == null || !secret.isOpenAt(clock.instant())) {
            return Step.wrong(null, Text.REGISTRATION_CODE_WRONG.plain());
        }
        CodeAddress proven = secret.sentTo();
        return Step.done(new NewIdentity(
                sent.fields().traits(),
                List.of(new NewCredentials.Code(proven)),
                List.of(proven),
                AuthenticationMethodBody.of("code", "aal1", clock.instant())));
    }

    private static Uni<Step<NewIdentity>> step(Step<NewIdentity> step) {
        return Uni.createFrom().item(step);
    }
}
