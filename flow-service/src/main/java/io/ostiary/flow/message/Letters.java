package io.ostiary.flow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Turns letters into effects, and hands those over. */
@Singleton
public class Letters {

    private static final Logger LOG = Logger.getLogger(Letters.class);
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final EffectDelivery delivery;
    private final DataSeal seal;

    Letters(EffectDelivery delivery, DataSeal seal) {
        this.delivery = delivery;
        this.seal = seal;
    }

    /**
     * The effect by which courier-service sends a letter. What stands in the letter is sealed: it
     * may hold a code, and the effect lies in the outbox until it is delivered.
     *
     * @param attemptKey tells letters of one attempt apart from all others
     */
    public Effect effect(String attemptKey, Letter letter) {
        ObjectNode payload = Json.object();
        payload.put("message_id", Ids.ordered().toString());
        payload.put("via", letter.via());
        payload.put("recipient", letter.recipient());
        payload.put("template_type", letter.template());
        payload.put("data", seal.seal(letter.data()));
        payload.put("not_after", letter.notAfter().toString());
        return new Effect(ServiceName.COURIER, "message.send", attemptKey, letter.recipient(), payload);
    }

    /** Hands effects over, and doesn't mind when that fails: the relay repeats them. */
    public Uni<Void> handOver(List<PendingEffect> effects) {
        if (effects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(effects.stream().map(this::handOver).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    /**
     * Hands effects over without making the caller wait, so that an answer takes as long whether
     * there is a letter or not.
     */
    public void handOverLater(List<PendingEffect> effects) {
        handOver(effects).subscribe().with(done -> {}, e -> LOG.debugf("left to the relay: %s", e));
    }

    private Uni<Boolean> handOver(PendingEffect effect) {
        return delivery.deliver(effect, DEADLINE)
                .replaceWith(true)
                .onFailure()
                .invoke(e -> LOG.warnf("The effect %s waits for the relay: %s", effect.id(), e.getMessage()))
                .onFailure()
                .recoverWithItem(false);
    }
}
