package io.ostiary.session.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The effect {@code sessions.revoke}: ends the sessions of an identity, but for one if so asked.
 * Its result lists the sessions that let somebody pass before, as {@code session_ids}.
 */
@ApplicationScoped
public class RevokeEffect implements EffectHandler {

    /**
     * What the effect needs.
     *
     * @param identityId whose sessions
     * @param exceptSessionId the one that stays, if any
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Payload(UUID identityId, @Nullable UUID exceptSessionId) {}

    private final RevokeSessions revoke;
    private final RememberedAnswers remembered;

    RevokeEffect(RevokeSessions revoke, RememberedAnswers remembered) {
        this.revoke = revoke;
        this.remembered = remembered;
    }

    @Override
    public String type() {
        return "sessions.revoke";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        Payload payload = effect.payload(Payload.class);
        Selection selection = new Selection.OfIdentity(payload.identityId(), payload.exceptSessionId());
        return revoke.within(session, selection, false, Reason.REVOKED, Cause.of(effect.key()))
                .map(RevokeSessions::live)
                .map(RevokeEffect::result);
    }

    /**
     * Forgets by identity, which is enough: an answer needs the session part and the identity part.
     */
    @Override
    public void carriedOut(ReceivedEffect effect) {
        remembered.forget(List.of(effect.payload(Payload.class).identityId()));
    }

    private static JsonNode result(List<UUID> ended) {
        return Json.object().set("session_ids", Json.tree(ended));
    }
}
