package io.ostiary.flow.method.password;

import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Signing in with an identifier and a password. */
@Singleton
public class PasswordLogin implements LoginMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final PasswordConfig config;
    private final IdentityCalls identities;
    private final Clock clock;

    PasswordLogin(PasswordConfig config, @RestClient IdentityCalls identities, Clock clock) {
        this.config = config;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.First first -> {
                form.nodes().upsert(IdentifierField.empty(first.schema()));
                yield asked(form, true, Text.LOGIN_WITH_PASSWORD.plain());
            }
            case LoginForm.Identified told ->
                told.who() == null
                        ? asked(form, told.hides(), Text.LOGIN_WITH_PASSWORD.plain(), false)
                        : told.who()
                                .has(MethodName.PASSWORD)
                                .chain(has -> asked(form, has || told.hides(), Text.LOGIN_WITH_PASSWORD.plain(), has));
            case LoginForm.Again again -> again.who().has(MethodName.PASSWORD).chain(has -> confirm(again, has));
            case LoginForm.Second second -> Uni.createFrom().item(Offer.NOTHING);
            case LoginForm.UnderWay other -> Uni.createFrom().item(Offer.NOTHING);
        };
    }

    private static Uni<Offer> confirm(LoginForm.Again form, boolean has) {
        Optional<String> identifier = form.who().identifier(form.schema());
        if (!has || identifier.isEmpty()) {
            return Uni.createFrom().item(Offer.NOTHING);
        }
        form.nodes().upsert(IdentifierField.told(identifier.get()));
        return asked(form, true, Text.LOGIN.plain());
    }

    private static Uni<Offer> asked(LoginForm form, boolean draws, UiText label) {
        return asked(form, draws, label, draws);
    }

    private static Uni<Offer> asked(LoginForm form, boolean draws, UiText label, boolean offers) {
        if (draws) {
            form.nodes().upsert(PasswordNodes.current()).append(PasswordNodes.submit(label));
        }
        return Uni.createFrom().item(offers ? Offer.ASKS : Offer.NOTHING);
    }

    /** The contract complains about required fields before it looks at the anti-forgery token. */
    @Override
    public Optional<Step<Proof>> atSight(Sent sent) {
        List<Complaint> missing = new ArrayList<>();
        if (identifier(sent).isEmpty()) {
            missing.add(new Complaint("identifier", Text.REQUIRED.with("property", "identifier")));
        }
        if (sent.fields().secret("password").isEmpty()) {
            missing.add(new Complaint("password", Text.REQUIRED.with("property", "password")));
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(Step.refused(missing));
    }

    private static String identifier(Sent sent) {
        return sent.fields().firstText("identifier", "password_identifier");
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        Secret password = sent.fields().secret("password").orElseThrow();
        var check = new Credentials.PasswordCheck(sent.attempt().id(), identifier(sent), password);
        return Calls.within(identities.checkPassword(check), DEADLINE).map(this::step);
    }

    private Step<Proof> step(Credentials.CheckResult checked) {
        if (checked.trouble() != null) {
            throw new ProblemException(problem(checked.trouble()));
        }
        return checked.identity() == null
                ? Step.wrong(null, Text.WRONG_CREDENTIALS.plain())
                : Step.done(
                        Proof.of(checked.identity(), AuthenticationMethodBody.of("password", "aal1", clock.instant())));
    }

    private static Problem problem(Credentials.Trouble trouble) {
        return switch (trouble) {
            case NO_MIGRATION_HOOK ->
                new Problem.InvalidConfiguration(
                        "This password is known to another system only, and the password migration hook is not set"
                                + " up.");
            case MIGRATION_HOOK_FAILED ->
                new Problem.BadGateway(null, "The system that knows this password gave no usable answer.");
        };
    }
}
