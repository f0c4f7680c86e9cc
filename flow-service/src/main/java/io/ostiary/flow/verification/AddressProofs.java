package io.ostiary.flow.verification;

import io.ostiary.call.Calls;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Tells identity-service that somebody proved to hold an address: by a call while the person waits,
 * so that they see it at once, and by an effect should the call not get there.
 */
@Singleton
public class AddressProofs {

    private static final Logger LOG = Logger.getLogger(AddressProofs.class);
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final IdentityCalls identities;
    private final EffectDelivery delivery;

    AddressProofs(@RestClient IdentityCalls identities, EffectDelivery delivery) {
        this.identities = identities;
        this.delivery = delivery;
    }

    /** The effect, to be written in the transaction that claims the secret. */
    public Effect effect(Attempt attempt, OneTimeSecret secret) {
        return Effect.of(
                ServiceName.IDENTITY,
                "address.verified",
                attempt.id() + "/address.verified",
                owner(secret).toString(),
                proven(attempt, secret));
    }

    /**
     * Refuses a secret whose address its identity doesn't have any more. When identity-service
     * doesn't answer the secret counts: the effect finds nothing to mark then.
     *
     * @return whose address it is; empty when identity-service didn't answer. Fails with {@link OpensNothing}
     */
    public Uni<Optional<IdentitySnapshot>> refuseVoid(OneTimeSecret secret) {
        return Calls.within(identities.identity(owner(secret)), DEADLINE)
                .invoke(identity -> {
                    if (!identity.body().hasVerifiableAddress(secret.via(), secret.address())) {
                        throw new OpensNothing();
                    }
                })
                .map(Optional::of)
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .transform(e -> new OpensNothing())
                .onFailure(e -> !(e instanceof OpensNothing))
                .recoverWithItem(Optional::empty);
    }

    /**
     * Tells it now, and doesn't mind when that fails: the relay repeats it.
     *
     * @return the identity with its proven address; empty when identity-service didn't answer
     */
    public Uni<Optional<IdentitySnapshot>> tell(Attempt attempt, OneTimeSecret secret, List<PendingEffect> effects) {
        return Calls.within(identities.verified(proven(attempt, secret)), DEADLINE)
                .invoke(done -> effects.stream()
                        .filter(e -> e.type().equals("address.verified"))
                        .forEach(e -> delivery.acknowledge(e.owner(), List.of(e.id()))))
                .map(Optional::ofNullable)
                .onFailure()
                .invoke(e -> LOG.warnf("A proven address waits for the relay: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static UUID owner(OneTimeSecret secret) {
        return Objects.requireNonNull(secret.identityId(), "a secret of nobody proves nothing");
    }

    private static Addresses.Proven proven(Attempt attempt, OneTimeSecret secret) {
        CodeAddress address =
                new CodeAddress(Objects.requireNonNull(secret.via()), Objects.requireNonNull(secret.address()));
        return new Addresses.Proven(attempt.id(), owner(secret), List.of(address));
    }
}
