package io.ostiary.flow.method.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Changing one's traits. What opens the account, identifiers and addresses, needs a privileged session.
 */
@Singleton
public class ProfileSettings implements SettingsMethod {

    private final Method method;

    ProfileSettings(Configuration configuration) {
        boolean enabled = configuration
                .optionalBool("selfservice.methods.profile.enabled")
                .orElse(true);
        this.method = Method.of(MethodName.PROFILE, NodeGroup.PROFILE, enabled);
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        form.schema().nodes(NodeGroup.PROFILE).forEach(form.nodes()::upsert);
        TraitsNodes.addFields(form.nodes(), form.who().body().traits());
        TraitsNodes.show(form.nodes(), form.traits());
        form.nodes()
                .append(Node.input(NodeGroup.PROFILE, Attributes.submit("method", "profile"), Text.LABEL_SAVE.plain()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public JsonNode shownTraits(Sent sent) {
        return sent.fields().traits();
    }

    /** identity-service finds out whether the change touches what opens the account. */
    @Override
    public boolean needsFreshSession(Sent sent) {
        return false;
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        return Uni.createFrom().item(Step.done(new Change.Traits(sent.fields().traits())));
    }
}
