package io.ostiary.courier.channel;

import io.smallrye.mutiny.Uni;

/**
 * Hands messages to a provider. Implementations do not block, and may be used for several messages
 * at once.
 */
public interface Channel {

    /** The id that messages name, {@code email} or {@code sms}. */
    String id();

    /**
     * Hands over a message. Completes when the provider has accepted it.
     *
     * @return fails with {@link DeliveryFailure}
     */
    Uni<Void> send(Delivery delivery);
}
