package io.ostiary.flow.registration;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Begins a registration: decides whether the client may, and puts the form together. */
@Singleton
public class BeginRegistration {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final PostgresExchange exchange;
    private final ReturnAddresses addresses;
    private final RegistrationConfig config;
    private final ProfileStep profile;
    private final List<RegistrationMethod> methods;

    BeginRegistration(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            SchemaForms schemas,
            PostgresExchange exchange,
            ReturnAddresses addresses,
            RegistrationConfig config,
            ProfileStep profile,
            @All List<RegistrationMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.schemas = schemas;
        this.exchange = exchange;
        this.addresses = addresses;
        this.config = config;
        this.profile = profile;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(RegistrationMethod::name))
                .toList();
    }

    /** A new registration flow, stored. */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        Flow flow = fresh(request, type);
        return current.find(request)
                .invoke(session -> {
                    if (session != null) {
                        throw new ProblemException(new Problem.SessionAlreadyAvailable());
                    }
                })
                .invoke(() -> exchange.announce(request, flow))
                .replaceWith(flow)
                .chain(flows::add)
                .call(exchange::open);
    }

    /**
     * Refuses when nobody may sign up.
     *
     * @throws ProblemException with {@link Problem.FlowDisabled}
     */
    void refuseIfDisabled() {
        if (!config.isEnabled()) {
            throw new ProblemException(new Problem.FlowDisabled("Nobody can sign up here at the moment."));
        }
    }

    private Flow fresh(ClientRequest request, FlowType type) {
        refuseIfDisabled();
        addresses.check(request.query(VerificationAfter.RETURN_TO));
        Flow flow = factory.begin(FlowKind.REGISTRATION, type, request);
        String wanted = request.query("identity_schema");
        if (wanted != null && !wanted.isEmpty()) {
            flow.context().withObject("/shown").put("identity_schema", schemas.requireSelectable(wanted));
        }
        fill(request, flow);
        return flow;
    }

    /** A flow in place of one that expired, with the message that tells so. */
    public Uni<Flow> replace(ClientRequest request, Flow expired) {
        Flow flow = factory.begin(FlowKind.REGISTRATION, expired.type(), expired.requestUrl());
        flow.setReturnTo(expired.returnTo());
        if (schemaId(expired) != null) {
            flow.context().withObject("/shown").put("identity_schema", schemaId(expired));
        }
        fill(request, flow);
        Instant at = expired.expiresAt();
        flow.ui().addMessage(Text.REGISTRATION_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        return flows.add(flow);
    }

    static String schemaId(Flow flow) {
        return flow.context().at("/shown/identity_schema").asText(null);
    }

    private void fill(ClientRequest request, Flow flow) {
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
        IdentitySchemaForm schema = schemas.of(schemaId(flow));
        schema.nodes(NodeGroup.DEFAULT).forEach(flow.ui().nodes()::upsert);
        if (config.hasTwoSteps()) {
            profile.addNodes(flow);
        } else {
            methods.stream().filter(RegistrationMethod::isEnabled).forEach(m -> m.addNodes(flow));
        }
        NodeOrder.ofRegistration(schema).sort(flow.ui().nodes());
    }
}
