package io.ostiary.outbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out one type of effect. Implementations are beans; their type must be unique in a service. */
public interface EffectHandler {

    /** The effect type, such as {@code message.send}. */
    String type();

    /**
     * Does what the effect asks, in the transaction of {@code session} and nowhere else: what it does outside would happen again
     * at a second delivery.
     *
     * @return the result for the sender, also for later deliveries; may be null
     */
    Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect);
}
