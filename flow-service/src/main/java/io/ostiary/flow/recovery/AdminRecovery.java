package io.ostiary.flow.recovery;

import io.ostiary.call.Calls;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.IdentityCalls;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Begins recoveries for somebody whom an operator knows: the secret goes to the operator, who hands it over. */
@Singleton
public class AdminRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /**
     * What the operator asks for.
     *
     * @param identityId whose account is recovered
     * @param lifespan of flow and secret
     * @param openToAll whether whoever knows the flow's id may use it; no browser has begun it
     */
    public record Wanted(UUID identityId, FlowType type, Duration lifespan, boolean openToAll) {}

    /**
     * What the operator gets.
     *
     * @param secret that opens the account
     */
    public record Begun(Flow flow, String secret) {

        @Override
        public String toString() {
            return "Begun[" + flow.id() + "]";
        }
    }

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final ReturnAddresses addresses;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final List<OperatorRecovery> methods;

    AdminRecovery(
            FlowFactory factory,
            FlowRepository flows,
            ReturnAddresses addresses,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            @All List<OperatorRecovery> methods) {
        this.factory = factory;
        this.flows = flows;
        this.addresses = addresses;
        this.secrets = secrets;
        this.identities = identities;
        this.methods = methods;
    }

    /**
     * The method of that name.
     *
     * @throws ProblemException with {@link Problem.NotFound} when it is switched off
     */
    public OperatorRecovery method(MethodName name) {
        return methods.stream()
                .filter(each ->
                        each.method().name().equals(name) && each.method().enabled())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound("This method is switched off.")));
    }

    /**
     * Begins a recovery: flow and secret are stored.
     *
     * @param unknown what it is when there is no such identity
     */
    public Uni<Begun> begin(ClientRequest request, OperatorRecovery method, Wanted wanted, Problem unknown) {
        Flow flow = flow(request, method, wanted);
        Step.ShowAgain<Opened> waiting = method.handOver(flow, wanted.identityId());
        flow.moveTo(waiting.state());
        method.draw(flow, flow.ui().nodes());
        Sending sending = Objects.requireNonNull(waiting.sending());
        return Calls.within(identities.identity(wanted.identityId()), DEADLINE)
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .transform(e -> new ProblemException(unknown))
                .chain(identity -> insert(flow, sending))
                .map(stored -> new Begun(flow, sending.secrets().getFirst().text()));
    }

    private Flow flow(ClientRequest request, OperatorRecovery method, Wanted wanted) {
        addresses.check(request.query("return_to"));
        Flow flow =
                factory.begin(request.generation(), FlowKind.RECOVERY, wanted.type(), request.url(), wanted.lifespan());
        flow.setReturnTo(request.query("return_to"));
        RecoveryFacts.assign(flow, method.method().name());
        if (wanted.openToAll()) {
            RecoveryFacts.openToAll(flow);
        }
        return flow;
    }

    private Uni<Void> insert(Flow flow, Sending sending) {
        NewSecret secret = sending.secrets().getFirst();
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> flows.adding(flow).in(session).chain(() -> secrets.add(session, secret))));
    }
}
