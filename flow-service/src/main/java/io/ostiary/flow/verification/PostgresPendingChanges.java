package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps changes that wait for an address; an identity has one at most. Traits and session token are
 * sealed.
 */
@Singleton
public class PostgresPendingChanges {

    private static final String DROP = "DELETE FROM pending_change WHERE identity_id = ?1";
    private static final String ADD =
            "INSERT INTO pending_change (verification_flow_id, identity_id, session_id, settings_flow_id, via, address,"
                    + " traits_before, traits, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    private static final String FIND =
            "SELECT verification_flow_id, identity_id, session_id, settings_flow_id, via, address, traits_before, traits"
                    + " FROM pending_change WHERE verification_flow_id = $1";
    private static final String REMOVE = "DELETE FROM pending_change WHERE verification_flow_id = ?1";

    private final Pool pool;
    private final DataSeal seal;

    PostgresPendingChanges(Pool pool, DataSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /** Stores a change in the session's transaction, in place of the identity's earlier one. */
    public Uni<Void> add(Mutiny.Session session, PendingChange change, Instant expiresAt) {
        ObjectNode sealed = Json.object().put("session_token", change.session().reveal());
        sealed.set("traits", change.traits());
        return session.createNativeQuery(DROP)
                .setParameter(1, change.identityId())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(ADD)
                        .setParameter(1, change.verificationFlowId())
                        .setParameter(2, change.identityId())
                        .setParameter(3, change.sessionId())
                        .setParameter(4, change.settingsFlowId())
                        .setParameter(5, change.via())
                        .setParameter(6, change.address())
                        .setParameter(7, change.before())
                        .setParameter(8, seal.seal(sealed))
                        .setParameter(9, expiresAt.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The change that a verification flow proves the address of. */
    Uni<Optional<PendingChange>> find(UUID verificationFlowId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(verificationFlowId))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(change(rows.iterator().next())));
    }

    /** Removes a change in the session's transaction. */
    Uni<Void> remove(Mutiny.Session session, UUID verificationFlowId) {
        return session.createNativeQuery(REMOVE)
                .setParameter(1, verificationFlowId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private PendingChange change(Row row) {
        JsonNode sealed = seal.open(Json.tree(row.getString("traits")));
        return new PendingChange(
                row.getUUID("verification_flow_id"),
                row.getUUID("identity_id"),
                row.getUUID("session_id"),
                row.getUUID("settings_flow_id"),
                row.getString("via"),
                row.getString("address"),
                Secret.of(sealed.path("session_token").asText()),
                row.getBuffer("traits_before").getBytes(),
                sealed.path("traits"));
    }
}
