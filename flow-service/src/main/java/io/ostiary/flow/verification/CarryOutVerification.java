package io.ostiary.flow.verification;

import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.outbox.inbox.Inbox;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.EffectDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Carries out at once what identity-service decided for this service, and tells it so; its relay
 * repeats what doesn't get here.
 */
@Singleton
public class CarryOutVerification {

    private final Inbox inbox;
    private final EffectDelivery delivery;

    CarryOutVerification(Inbox inbox, EffectDelivery delivery) {
        this.inbox = inbox;
        this.delivery = delivery;
    }

    /** Begins the verification that the effects ask for; empty when they ask for none. */
    public Uni<Optional<BegunVerification>> carryOut(List<PendingEffectBody> effects) {
        if (effects == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return effects.stream()
                .filter(each -> each.type().equals(VerificationEffect.TYPE))
                .findFirst()
                .map(this::carryOut)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<BegunVerification>> carryOut(PendingEffectBody effect) {
        return inbox.handle(new ReceivedEffect(effect.id().toString(), effect.key(), effect.type(), effect.payload()))
                .invoke(() -> delivery.acknowledge(
                        ServiceName.IDENTITY, List.of(effect.id().toString())))
                .map(result -> Optional.ofNullable(result).map(r -> Json.convert(r, BegunVerification.class)));
    }
}
