package io.ostiary.flow.login;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
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
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Begins a login: decides whether the client may, and puts the form together. */
@Singleton
public class BeginLogin {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final CurrentSession current;
    private final IdentityCalls identities;
    private final SchemaForms schemas;
    private final PostgresExchange exchange;
    private final IdentifierStep identifier;
    private final List<LoginMethod> methods;

    BeginLogin(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            @RestClient IdentityCalls identities,
            SchemaForms schemas,
            PostgresExchange exchange,
            IdentifierStep identifier,
            @All List<LoginMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.identities = identities;
        this.schemas = schemas;
        this.exchange = exchange;
        this.identifier = identifier;
        this.methods =
                methods.stream().sorted(Comparator.comparing(LoginMethod::name)).toList();
    }

    /**
     * A new login flow, stored.
     *
     * @return fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in and
     *     asks for nothing more
     */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        Flow flow = factory.begin(FlowKind.LOGIN, type, request);
        flow.requestAal(aal(request));
        flow.setRefresh(request.queryIsTrue("refresh"));
        IdentitySchemaForm schema = schema(request, flow);
        return current.find(request)
                .chain(session -> fill(request, flow, schema, session))
                .invoke(() -> exchange.announce(request, flow))
                .chain(() -> flows.add(flow))
                .call(() -> exchange.open(flow));
    }

    /** A flow in place of one that expired, with the message that tells so. */
    public Uni<Flow> replace(ClientRequest request, Flow expired) {
        Flow flow = factory.begin(FlowKind.LOGIN, expired.type(), expired.requestUrl());
        flow.requestAal(expired.requestedAal());
        flow.setRefresh(expired.isRefresh());
        flow.setReturnTo(expired.returnTo());
        return current.find(request)
                .chain(session -> fill(request, flow, schemas.of(schemaId(expired)), session))
                .invoke(() -> flow.ui().addMessage(expiredText(expired)))
                .chain(() -> flows.add(flow));
    }

    private static UiText expiredText(Flow expired) {
        Instant at = expired.expiresAt();
        return Text.LOGIN_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond());
    }

    private static String aal(ClientRequest request) {
        String wanted = request.query("aal");
        return switch (wanted == null ? "" : wanted) {
            case "", "aal1" -> "aal1";
            case "aal2" -> "aal2";
            default -> throw new ProblemException(new Problem.BadRequest("aal has to be aal1 or aal2."));
        };
    }

    private IdentitySchemaForm schema(ClientRequest request, Flow flow) {
        String wanted = request.query("identity_schema");
        if (wanted == null || wanted.isEmpty()) {
            return schemas.of(null);
        }
        flow.context().withObject("/shown").put("identity_schema", schemas.requireSelectable(wanted));
        return schemas.of(wanted);
    }

    static String schemaId(Flow flow) {
        return flow.context().at("/shown/identity_schema").asText(null);
    }

    private Uni<Void> fill(ClientRequest request, Flow flow, IdentitySchemaForm schema, OpenSession session) {
        if (session == null) {
            if (flow.requestedAal().equals("aal2")) {
                throw new ProblemException(new Problem.Aal1Required());
            }
            flow.setRefresh(false);
        } else if (!flow.isRefresh() && (flow.requestedAal().equals("aal1") || session.hasAal2())) {
            throw new ProblemException(new Problem.SessionAlreadyAvailable());
        }
        bind(request, flow);
        if (flow.requestedAal().equals("aal2")) {
            addSecondFactorTexts(flow, session);
            return Uni.createFrom().voidItem();
        }
        if (session == null || !flow.isRefresh()) {
            addAll(flow, new LoginMethod.Form(flow, schema, null));
            return Uni.createFrom().voidItem();
        }
        return Calls.within(identities.identity(session.identityId()), DEADLINE)
                .invoke(identity -> addRefresh(flow, identity))
                .replaceWithVoid();
    }

    private static void bind(ClientRequest request, Flow flow) {
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
    }

    private void addAll(Flow flow, LoginMethod.Form form) {
        if (identifier.isUsed() && flow.requestedAal().equals("aal1")) {
            identifier.addNodes(form);
        } else {
            enabled().forEach(m -> m.addFirstFactor(form));
        }
        NodeOrder.ofLogin().sort(flow.ui().nodes());
    }

    /** A form for the second factor: none of the first factor's fields belongs there. */
    private static void addSecondFactorTexts(Flow flow, OpenSession session) {
        if (flow.isRefresh()) {
            flow.ui().setMessage(Text.LOGIN_AGAIN.plain());
        }
        if (!session.hasAal2()) {
            flow.ui().addMessage(Text.LOGIN_ASKS_SECOND_FACTOR.plain());
        }
    }

    private void addRefresh(Flow flow, IdentitySnapshot identity) {
        LoginMethod.Form form =
                new LoginMethod.Form(flow, schemas.of(identity.body().schemaId()), identity);
        enabled().forEach(m -> m.addRefresh(form));
        flow.ui().setMessage(Text.LOGIN_AGAIN.plain());
        NodeOrder.ofLogin().sort(flow.ui().nodes());
    }

    private Stream<LoginMethod> enabled() {
        return methods.stream().filter(LoginMethod::isEnabled);
    }
}
