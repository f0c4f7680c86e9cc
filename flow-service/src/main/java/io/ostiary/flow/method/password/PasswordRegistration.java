package io.ostiary.flow.method.password;

import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.step.MethodName;
import io.ostiary.internal.identity.Complaint;
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
    public MethodName name() {
        return MethodName.PASSWORD;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.PASSWORD;
    }

    @Override
    public boolean isEnabled() {
        return config.isEnabled();
    }

    @Override
    public void addNodes(Flow flow) {
        flow.ui().nodes().upsert(PasswordNodes.chosen()).upsert(PasswordNodes.submit(Text.REGISTRATION.plain()));
    }

    @Override
    public void removeNodes(Flow flow) {
        flow.ui().nodes().removeIf(node -> node.isIn(NodeGroup.PASSWORD));
    }

    @Override
    public Uni<Step> submit(Sent sent) {
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        Optional<Secret> password = sent.fields().secret("password");
        return Uni.createFrom()
                .item(
                        password.isEmpty()
                                ? new Step.Incomplete(
                                        List.of(new Complaint("password", Text.REQUIRED.with("property", "password"))))
                                : new Step.Create(
                                        password.get(),
                                        null,
                                        AuthenticationMethodBody.of("password", "aal1", clock.instant())));
    }
}
