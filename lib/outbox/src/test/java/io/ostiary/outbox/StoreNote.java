package io.ostiary.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores a note and answers with a receipt number that differs at each run. */
@ApplicationScoped
public class StoreNote implements EffectHandler {

    @Override
    public String type() {
        return "note.store";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        String text = effect.payload().get("text").textValue();
        if (text.equals("poison")) {
            return Uni.createFrom().failure(new IllegalStateException("refused by the test"));
        }
        return session.persist(new Note(text))
                .replaceWith(Json.object().put("run", UUID.randomUUID().toString()));
    }
}
