package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out {@code credentials.note}: somebody signed in, and flow-service says what it has learnt of their key. */
@ApplicationScoped
public class NoteEffect implements EffectHandler {

    private final EditCredentials credentials;

    NoteEffect(EditCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public String type() {
        return HeldCredentials.Noted.EFFECT;
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        return credentials
                .note(session, effect.payload(HeldCredentials.Noted.class))
                .replaceWith((JsonNode) null);
    }
}
