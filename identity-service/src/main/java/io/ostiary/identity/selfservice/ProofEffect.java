package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out {@code address.verified}: flow-service accepted the proof of an address, and its
 * request didn't get here to say so.
 */
@ApplicationScoped
public class ProofEffect implements EffectHandler {

    private final FindAddress addresses;

    ProofEffect(FindAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public String type() {
        return "address.verified";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        return addresses
                .verifiedIn(session, effect.payload(Addresses.Proven.class))
                .replaceWith((JsonNode) null);
    }
}
