package io.ostiary.flow.method.password;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.MethodName;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Choosing a password, or another one. It needs a privileged session. */
@Singleton
public class PasswordSettings implements SettingsMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final PasswordConfig config;
    private final IdentityCalls identities;

    PasswordSettings(PasswordConfig config, @RestClient IdentityCalls identities) {
        this.config = config;
        this.identities = identities;
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
    public void addNodes(Form form) {
        form.flow().ui().nodes().upsert(PasswordNodes.chosen()).append(PasswordNodes.submit(Text.LABEL_SAVE.plain()));
    }

    @Override
    public Uni<Step> submit(Sent sent) {
        if (!sent.resumed()) {
            CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        }
        Optional<Secret> password = sent.fields().secret("password");
        if (!sent.privileged()) {
            // Native apps have no cookie to find it again by.
            return step(new Step.SignInAgain(sent.flow().isNative() ? null : kept(sent)));
        }
        if (password.isEmpty()) {
            return step(
                    new Step.Refused(List.of(new Complaint("password", Text.REQUIRED.with("property", "password")))));
        }
        return Calls.within(
                        identities.changePassword(
                                sent.session().identityId(),
                                new Changes.Password(sent.attempt().id(), password.get(), sent.verification())),
                        DEADLINE)
                .map(PasswordSettings::step);
    }

    private static ObjectNode kept(Sent sent) {
        ObjectNode kept = Json.object()
                .put("method", "password")
                .put("password", sent.fields().text("password"));
        if (sent.fields().transientPayload() != null) {
            kept.set("transient_payload", sent.fields().transientPayload());
        }
        return kept;
    }

    private static Step step(Changes.Result result) {
        return result.identity() == null
                ? new Step.Refused(result.complaints())
                : new Step.Saved(result.identity(), result.effects());
    }

    private static Uni<Step> step(Step step) {
        return Uni.createFrom().item(step);
    }
}
