package io.ostiary.session.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.Cause;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.revocation.Reason;
import io.ostiary.session.revocation.RememberedAnswers;
import io.ostiary.session.revocation.RevokeSessions;
import io.ostiary.session.revocation.Selection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The effect {@code identity.snapshot}: an identity changed, or was deleted. Effects may arrive in
 * any order, so a version that is not newer is ignored, and nothing comes after a deletion. A
 * deletion ends and removes all sessions; a deactivation only makes them useless until the identity
 * is active again, as the contract has it.
 */
@ApplicationScoped
public class SnapshotEffect implements EffectHandler {

    /**
     * What the effect needs: a snapshot, or {@code deleted} with id and version.
     *
     * @param snapshot the identity at its new version, or null
     * @param deleted whether it is gone
     * @param id of the deleted identity
     * @param version of the deleted identity
     */
    record Payload(IdentitySnapshot snapshot, boolean deleted, UUID id, long version) {

        UUID identityId() {
            return deleted ? id : snapshot.id();
        }
    }

    private final AvailableAssurance available;
    private final RevokeSessions revoke;
    private final RememberedAnswers remembered;

    SnapshotEffect(AvailableAssurance available, RevokeSessions revoke, RememberedAnswers remembered) {
        this.available = available;
        this.revoke = revoke;
        this.remembered = remembered;
    }

    @Override
    public String type() {
        return "identity.snapshot";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        Payload payload = effect.payload(Payload.class);
        Uni<?> work = payload.deleted() ? bury(session, payload, effect.key()) : store(session, payload.snapshot());
        return work.map(done -> null);
    }

    private Uni<?> store(Mutiny.Session session, IdentitySnapshot seen) {
        return PostgresSnapshots.store(session, seen.id(), Snapshot.of(seen, available));
    }

    private Uni<?> bury(Mutiny.Session session, Payload payload, String key) {
        Selection all = new Selection.OfIdentity(payload.id(), null);
        return PostgresSnapshots.bury(session, payload.id(), payload.version())
                .chain(() -> revoke.within(session, all, true, Reason.IDENTITY, Cause.of(key)));
    }

    @Override
    public void carriedOut(ReceivedEffect effect) {
        remembered.forget(List.of(effect.payload(Payload.class).identityId()));
    }
}
