package io.ostiary.identity.identity;

import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings session-service the present version of an identity before the change is answered, so that
 * whoami shows it. What can't be delivered in time the relay repeats.
 */
@Singleton
public class SnapshotDelivery {

    private static final Logger LOG = Logger.getLogger(SnapshotDelivery.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EffectDelivery delivery;

    SnapshotDelivery(EffectDelivery delivery) {
        this.delivery = delivery;
    }

    /** Delivers the snapshots among the effects; a failure is left to the relay. */
    public Uni<Void> tryToDeliver(List<PendingEffect> effects) {
        return deliver(effects).onFailure().recoverWithUni(failure -> {
            LOG.debugf("a snapshot is left to the relay: %s", failure);
            return Uni.createFrom().voidItem();
        });
    }

    /**
     * Delivers the snapshots among the effects, because somebody must be shut out.
     *
     * @return fails with {@link Problem.Unavailable} when that can't be done in time
     */
    public Uni<Void> mustDeliver(List<PendingEffect> effects) {
        return deliver(effects)
                .onFailure()
                .transform(failure -> new ProblemException(
                        new Problem.Unavailable("The change is stored, but sessions don't know it yet.", RETRY_AFTER)));
    }

    /** As {@link #mustDeliver}, for a version that was written by an earlier request. */
    public Uni<Void> mustDeliverAgain(Effect snapshot) {
        return mustDeliver(List.of(new PendingEffect(
                Ids.ordered().toString(),
                ServiceName.IDENTITY,
                snapshot.service(),
                snapshot.type(),
                snapshot.key(),
                snapshot.payload())));
    }

    private Uni<Void> deliver(List<PendingEffect> effects) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (PendingEffect effect : effects) {
            if (effect.type().equals(IdentityConsequences.SNAPSHOT)) {
                all = all.chain(() -> delivery.deliver(effect, DEADLINE)).replaceWithVoid();
            }
        }
        return all;
    }
}
