package io.ostiary.flow.method.password;

import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Choosing a password, or another one. It needs a privileged session. */
@Singleton
public class PasswordSettings implements SettingsMethod {

    private final PasswordConfig config;

    PasswordSettings(PasswordConfig config) {
        this.config = config;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        form.nodes().append(PasswordNodes.chosen()).append(PasswordNodes.submit(Text.LABEL_SAVE.plain()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        Optional<Secret> password = sent.fields().secret("password");
        return Uni.createFrom()
                .item(
                        password.isEmpty()
                                ? Step.refused("password", Text.REQUIRED.with("property", "password"))
                                : Step.done(new Change.Password(password.get())));
    }
}
