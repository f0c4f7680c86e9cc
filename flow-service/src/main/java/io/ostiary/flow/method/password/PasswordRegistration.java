package io.ostiary.flow.method.password;

import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.registration.RegistrationForm;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.NewCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Signing up with a password. */
@Singleton
public class PasswordRegistration implements RegistrationMethod {

    private final PasswordConfig config;
    private final Clock clock;

    PasswordRegistration(PasswordConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Void> draw(RegistrationForm form) {
        switch (form) {
            case RegistrationForm.Credentials credentials ->
                form.nodes().append(PasswordNodes.chosen()).append(PasswordNodes.submit(Text.REGISTRATION.plain()));
            case RegistrationForm.UnderWay other -> {}
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Step<NewIdentity>> submit(Sent sent) {
        Optional<Secret> password = sent.fields().secret("password");
        Step<NewIdentity> step = password.isEmpty()
                ? new Step.Refused<>(
                        List.of(new Complaint("password", Text.REQUIRED.with("property", "password"))), true, false)
                : Step.done(identity(sent, password.get()));
        return Uni.createFrom().item(step);
    }

    private NewIdentity identity(Sent sent, Secret password) {
        return new NewIdentity(
                sent.fields().traits(),
                List.of(new NewCredentials.Password(password)),
                List.of(),
                AuthenticationMethodBody.of("password", "aal1", clock.instant()));
    }
}
