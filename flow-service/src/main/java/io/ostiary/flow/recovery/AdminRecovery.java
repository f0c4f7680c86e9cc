package io.ostiary.flow.recovery;

import io.ostiary.call.Calls;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.internal.identity.IdentityCalls;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Begins recoveries for somebody whom an operator knows: the secret goes to the operator, who hands
 * it over.
 */
@Singleton
public class AdminRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String OPEN = "open_to_all";

    /**
     * What the operator asks for.
     *
     * @param identityId whose account is recovered
     * @param lifespan of flow and secret
     */
    record Wanted(UUID identityId, FlowType type, Duration lifespan) {}

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final ReturnAddresses addresses;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;

    AdminRecovery(
            FlowFactory factory,
            FlowRepository flows,
            ReturnAddresses addresses,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities) {
        this.factory = factory;
        this.flows = flows;
        this.addresses = addresses;
        this.secrets = secrets;
        this.identities = identities;
    }

    /** A flow for an operator that isn't stored yet. */
    Flow flow(ClientRequest request, Wanted wanted, String method) {
        addresses.check(request.query("return_to"));
        Flow flow = factory.begin(FlowKind.RECOVERY, wanted.type(), request.url(), wanted.lifespan());
        flow.setReturnTo(request.query("return_to"));
        RecoveryFlows.assign(flow, method);
        return flow;
    }

    /**
     * Opens a flow to whoever knows its id: no browser has begun it, so none holds an anti-forgery
     * cookie for it.
     */
    static void open(Flow flow) {
        flow.context().put(OPEN, true);
    }

    /** Whether a flow is open to whoever knows its id. */
    public static boolean isOpen(Flow flow) {
        return flow.context().path(OPEN).asBoolean();
    }

    /**
     * Stores a flow with its secret.
     *
     * @param unknown what it is when there is no such identity
     */
    Uni<Flow> store(Flow flow, Wanted wanted, Purpose purpose, String secret, Problem unknown) {
        return Calls.within(identities.identity(wanted.identityId()), DEADLINE)
                .onFailure(AdminRecovery::isNotFound)
                .transform(e -> new ProblemException(unknown))
                .chain(identity -> insert(flow, newSecret(flow, identity.id(), purpose, secret)))
                .replaceWith(flow);
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.NotFound;
    }

    private static NewSecret newSecret(Flow flow, UUID identityId, Purpose purpose, String secret) {
        return new NewSecret(flow.id(), purpose, secret, identityId, null, null, flow.expiresAt());
    }

    private Uni<Void> insert(Flow flow, NewSecret secret) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> flows.adding(flow).in(session).chain(() -> secrets.add(session, secret))));
    }
}
