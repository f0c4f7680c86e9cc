package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.Inbox;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.EffectDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Has hooks do what they wanted done once somebody is registered: in the request, or, where this service died meanwhile, by
 * identity-service's relay. Once, whoever comes first.
 */
@Singleton
public class FollowRegistration {

    private static final Logger LOG = Logger.getLogger(FollowRegistration.class);

    private final Inbox inbox;
    private final EffectDelivery delivery;

    FollowRegistration(Inbox inbox, EffectDelivery delivery) {
        this.inbox = inbox;
        this.delivery = delivery;
    }

    /** Does it now. What fails is left to the relay. */
    public Uni<Void> now(List<PendingEffectBody> effects) {
        return effects.stream()
                .filter(each -> each.type().equals(Registrations.REGISTERED))
                .findFirst()
                .map(this::now)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> now(PendingEffectBody effect) {
        return inbox.handle(new ReceivedEffect(effect.id().toString(), effect.key(), effect.type(), effect.payload()))
                .invoke(() -> delivery.acknowledge(
                        ServiceName.IDENTITY, List.of(effect.id().toString())))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("what follows a registration is left to the relay: %s", failure.toString());
                    return null;
                })
                .replaceWithVoid();
    }

    /** The effect itself. */
    @Singleton
    static class Handler implements EffectHandler {

        private final FollowUps followUps;

        Handler(FollowUps followUps) {
            this.followUps = followUps;
        }

        @Override
        public String type() {
            return Registrations.REGISTERED;
        }

        @Override
        public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
            Registrations.Registered registered = effect.payload(Registrations.Registered.class);
            return followUps.carryOut(session, registered.identity().body(), registered.followUp());
        }

        @Override
        public void carriedOut(ReceivedEffect effect) {
            followUps.carriedOut();
        }
    }
}
