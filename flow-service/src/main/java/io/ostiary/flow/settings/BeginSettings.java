package io.ostiary.flow.settings;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.flow.continuity.PostgresContinuity;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Begins settings flows and draws their forms, also for a recovery, which ends in one. */
@Singleton
public class BeginSettings {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final SchemaForms schemas;
    private final PostgresContinuity continuity;
    private final List<SettingsMethod> methods;

    BeginSettings(
            FlowFactory factory,
            FlowRepository flows,
            SchemaForms schemas,
            PostgresContinuity continuity,
            @All List<SettingsMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.schemas = schemas;
        this.continuity = continuity;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(SettingsMethod::name))
                .toList();
    }

    /**
     * A new flow that a signed-in client asks for, stored. What waited for its browser is
     * forgotten.
     */
    public Uni<Flow> begin(ClientRequest request, FlowType type, IdentityBody identity) {
        Flow flow = factory.begin(FlowKind.SETTINGS, type, request);
        return add(request, flow, identity);
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
            IdentityBody identity,
            String requestUrl,
            String returnTo,
            UiText message) {
        Flow flow = factory.begin(FlowKind.SETTINGS, type, requestUrl);
        flow.setReturnTo(returnTo);
        flow.ui().setMessage(message);
        return add(request, flow, identity);
    }

    /** A flow in place of one that expired, with the message that tells so. */
    Uni<Flow> replace(ClientRequest request, Flow expired, IdentityBody identity) {
        Flow flow = factory.begin(FlowKind.SETTINGS, expired.type(), expired.requestUrl());
        flow.setReturnTo(expired.returnTo());
        Instant at = expired.expiresAt();
        flow.ui().setMessage(Text.SETTINGS_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        return add(request, flow, identity);
    }

    /** A new flow of the same kind of client that isn't stored yet. */
    Flow another(ClientRequest request, Flow like, IdentityBody identity) {
        Flow flow = factory.begin(FlowKind.SETTINGS, like.type(), request.url());
        draw(request, flow, identity);
        return flow;
    }

    /** Draws the form of a flow anew, for an identity as it is now. */
    void draw(ClientRequest request, Flow flow, IdentityBody identity) {
        flow.belongsTo(identity.id());
        flow.ui().nodes().clear();
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
        IdentitySchemaForm schema = schemas.of(identity.schemaId());
        SettingsMethod.Form form = new SettingsMethod.Form(flow, schema, identity);
        methods.stream().filter(SettingsMethod::isEnabled).forEach(method -> method.addNodes(form));
        NodeOrder.ofSettings(schema).sort(flow.ui().nodes());
    }

    private Uni<Flow> add(ClientRequest request, Flow flow, IdentityBody identity) {
        draw(request, flow, identity);
        return continuity.drop(request).chain(() -> flows.add(flow));
    }
}
