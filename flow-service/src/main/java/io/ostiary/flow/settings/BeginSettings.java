package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.continuity.Detours;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.step.People;
import io.ostiary.flow.step.Person;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Begins settings flows and draws their forms, also for a recovery, which ends in one. */
@Singleton
public class BeginSettings {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final SchemaForms schemas;
    private final People people;
    private final Detours detours;
    private final Hooks hooks;
    private final List<SettingsMethod> methods;

    BeginSettings(
            FlowFactory factory,
            FlowRepository flows,
            SchemaForms schemas,
            People people,
            Detours detours,
            Hooks hooks,
            @All List<SettingsMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.schemas = schemas;
        this.people = people;
        this.detours = detours;
        this.hooks = hooks;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
    }

    /** All methods, in the order of forms. */
    List<SettingsMethod> methods() {
        return methods;
    }

    /**
     * A new flow that a signed-in client asks for, stored. What waited for its browser is forgotten.
     */
    public Uni<Flow> begin(ClientRequest request, FlowType type, SessionBody session) {
        return add(request, factory.begin(FlowKind.SETTINGS, type, request), session);
    }

    /**
     * A new flow for somebody who got back into their account, stored.
     *
     * @param requestUrl the address that opened the account
     * @param returnTo where the person goes after the settings, or null
     * @param message what the form says
     */
    public Uni<Flow> begin(
            ClientRequest request,
            FlowType type,
            SessionBody session,
            String requestUrl,
            @Nullable String returnTo,
            UiText message) {
        Flow flow = factory.begin(request.generation(), FlowKind.SETTINGS, type, requestUrl);
        flow.setReturnTo(returnTo);
        flow.ui().setMessage(message);
        return add(request, flow, session);
    }

    /** A flow in place of one that expired, with the message that tells so. */
    Uni<Flow> replace(ClientRequest request, Flow expired, SessionBody session) {
        return startOver(request, expired, session, expired.expiredText(Text.SETTINGS_EXPIRED));
    }

    /** A flow in place of one that can't go on, with a message. */
    Uni<Flow> startOver(ClientRequest request, Flow old, SessionBody session, UiText why) {
        Flow flow = factory.begin(old.generation(), FlowKind.SETTINGS, old.type(), old.requestUrl());
        flow.setReturnTo(old.returnTo());
        flow.ui().setMessage(why);
        return add(request, flow, session);
    }

    /** A new flow of the same kind of client that isn't stored yet. */
    Uni<Flow> another(ClientRequest request, Flow like, IdentityBody identity) {
        Flow flow = factory.begin(like.generation(), FlowKind.SETTINGS, like.type(), request.url());
        return draw(request, flow, identity).replaceWith(flow);
    }

    /** Draws the form of a flow for an identity as it is now. */
    Uni<Void> draw(ClientRequest request, Flow flow, IdentityBody identity) {
        return draw(request, flow, people.of(identity), identity.traits());
    }

    /**
     * Draws the form of a flow.
     *
     * @param traits to show
     */
    Uni<Void> draw(ClientRequest request, Flow flow, Person who, JsonNode traits) {
        flow.belongsTo(who.id());
        flow.ui().nodes().clear();
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
        IdentitySchemaForm schema = schemas.of(who.body().schemaId());
        SettingsForm form = new SettingsForm(flow, schema, who, traits);
        Uni<Void> drawn = Uni.createFrom().voidItem();
        for (SettingsMethod each : methods) {
            if (each.method().enabled()) {
                drawn = drawn.chain(() -> each.draw(form));
            }
        }
        return drawn.invoke(() -> NodeOrder.ofSettings(schema).sort(flow.ui().nodes()));
    }

    private Uni<Flow> add(ClientRequest request, Flow flow, SessionBody session) {
        IdentityBody identity = Objects.requireNonNull(session.identity(), "settings are somebody's");
        return draw(request, flow, identity)
                .chain(() -> hooks.letBegin(new Moment.Begins(request, flow, session)))
                .chain(() -> detours.drop(request))
                .chain(() -> flows.add(flow));
    }
}
