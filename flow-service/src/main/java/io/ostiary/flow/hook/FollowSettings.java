package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.Changes;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.Inbox;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Has hooks do what follows a change of settings exactly once: in the transaction that ends the submission, with all that is
 * known by then, or, where this service didn't live to do so, as it was planned, by identity-service's relay. Whoever writes
 * the receipt of the effect first does it.
 */
@Singleton
class FollowSettings {

    private final Inbox inbox;
    private final EffectDelivery delivery;

    FollowSettings(Inbox inbox, EffectDelivery delivery) {
        this.inbox = inbox;
        this.delivery = delivery;
    }

    /**
     * The work, unless the relay was faster; always where nothing was planned.
     *
     * @param effects what identity-service gave back with the change
     */
    TransactionWork unlessDone(List<PendingEffectBody> effects, TransactionWork work) {
        return planned(effects)
                .<TransactionWork>map(effect -> session -> inbox.claim(session, effect.key(), effect.type())
                        .chain(first ->
                                first ? work.in(session) : Uni.createFrom().voidItem()))
                .orElse(work);
    }

    /** The transaction with that work is committed. */
    void acknowledge(List<PendingEffectBody> effects) {
        planned(effects)
                .ifPresent(effect -> delivery.acknowledge(
                        ServiceName.IDENTITY, List.of(effect.id().toString())));
    }

    private static Optional<PendingEffectBody> planned(List<PendingEffectBody> effects) {
        return effects.stream()
                .filter(each -> each.type().equals(Changes.CHANGED))
                .findFirst();
    }

    /** What the relay brings. */
    @Singleton
    static class Handler implements EffectHandler {

        private final FollowUps followUps;

        Handler(FollowUps followUps) {
            this.followUps = followUps;
        }

        @Override
        public String type() {
            return Changes.CHANGED;
        }

        @Override
        public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
            Changes.Made made = effect.payload(Changes.Made.class);
            return followUps.carryOut(session, made.identity().body(), made.followUp());
        }

        @Override
        public void carriedOut(ReceivedEffect effect) {
            followUps.carriedOut();
        }
    }
}
