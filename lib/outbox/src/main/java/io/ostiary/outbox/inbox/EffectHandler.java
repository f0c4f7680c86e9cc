package io.ostiary.outbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out one type of effect. Implementations are beans; their type must be unique in a
 * service.
 */
public interface EffectHandler {

    /** The effect type, such as {@code message.send}. */
    String type();

    /**
     * Does what the effect asks, in the transaction of {@code session} and nowhere else: what it
     * does outside would happen again at a second delivery.
     *
     * @return the result for the sender, also for later deliveries; may be null
     */
    Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect);

    /**
     * Called after the commit of the delivery that carried the effect out, not for its repeats; a
     * process that dies in between never calls it. For what only saves time, such as waking a
     * worker. Must not block.
     */
    default void carriedOut(ReceivedEffect effect) {}

    /**
     * Called when a delivery is taken back: it failed, or it is a repeat. {@code effect} is the very object that {@link
     * #handle} got. Must not block.
     */
    default void takenBack(ReceivedEffect effect) {}
}
