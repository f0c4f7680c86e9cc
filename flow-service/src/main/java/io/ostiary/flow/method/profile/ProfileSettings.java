package io.ostiary.flow.method.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.MethodName;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Changing one's traits. What opens the account, identifiers and addresses, needs a privileged
 * session.
 */
@Singleton
public class ProfileSettings implements SettingsMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ProfileConfig config;
    private final IdentityCalls identities;
    private final HoldNewAddress hold;

    ProfileSettings(ProfileConfig config, @RestClient IdentityCalls identities, HoldNewAddress hold) {
        this.config = config;
        this.identities = identities;
        this.hold = hold;
    }

    @Override
    public MethodName name() {
        return MethodName.PROFILE;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.PROFILE;
    }

    @Override
    public boolean isEnabled() {
        return config.isEnabled();
    }

    @Override
    public void addNodes(Form form) {
        form.schema().nodes(NodeGroup.PROFILE).forEach(form.flow().ui().nodes()::upsert);
        TraitsNodes.replace(form.flow().ui().nodes(), form.identity().traits());
        form.flow()
                .ui()
                .nodes()
                .append(Node.input(NodeGroup.PROFILE, Attributes.submit("method", "profile"), Text.LABEL_SAVE.plain()));
    }

    @Override
    public Uni<Step> submit(Sent sent) {
        if (!sent.resumed()) {
            CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        }
        TraitsNodes.replace(sent.flow().ui().nodes(), sent.fields().traits());
        return hold.isConfigured() ? holdOrSave(sent) : save(sent);
    }

    private Uni<Step> holdOrSave(Sent sent) {
        return change(sent, null, true)
                .chain(checked -> checked.identity() == null
                        ? Uni.createFrom().item(step(sent, checked))
                        : hold.hold(sent, checked.identity())
                                .chain(held ->
                                        held.isPresent() ? Uni.createFrom().item(held.get()) : save(sent)));
    }

    private Uni<Step> save(Sent sent) {
        return change(sent, sent.verification(), false).map(result -> step(sent, result));
    }

    private Uni<Changes.Result> change(Sent sent, BeginVerification verification, boolean checkOnly) {
        Changes.Traits change = new Changes.Traits(
                sent.attempt().id(), sent.fields().traits(), sent.privileged(), verification, checkOnly);
        return Calls.within(identities.changeTraits(sent.session().identityId(), change), DEADLINE);
    }

    private static Step step(Sent sent, Changes.Result result) {
        if (result.needsPrivileged()) {
            return new Step.SignInAgain(kept(sent));
        }
        return result.identity() == null
                ? new Step.Refused(result.complaints())
                : new Step.Saved(result.identity(), result.effects());
    }

    private static ObjectNode kept(Sent sent) {
        ObjectNode kept = Json.object().put("method", "profile");
        kept.set("traits", sent.fields().traits());
        if (sent.fields().transientPayload() != null) {
            kept.set("transient_payload", sent.fields().transientPayload());
        }
        return kept;
    }
}
