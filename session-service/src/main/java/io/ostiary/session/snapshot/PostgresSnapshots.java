package io.ostiary.session.snapshot;

import io.ostiary.contract.json.Json;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on snapshots, on the caller's transaction. */
public final class PostgresSnapshots {

    private static final String LOCK = """
            SELECT CAST(json_build_object('version', version, 'state', state, 'available_aal', available_aal,
                'deleted', deleted) AS text)
            FROM identity_snapshot WHERE identity_id = CAST(CAST($1 AS text) AS uuid) FOR UPDATE
            """;

    /** A new row (its xmax is 0) makes no remembered answer wrong: there was no session yet. */
    private static final String STORE = """
            WITH stored AS (
                INSERT INTO identity_snapshot AS s
                    (identity_id, version, state, available_aal, body, deleted, updated_at)
                VALUES (CAST(CAST($1 AS text) AS uuid), CAST($2 AS bigint), CAST($3 AS text), CAST($4 AS text),
                    CAST(CAST($5 AS text) AS json), CAST($6 AS boolean), now())
                ON CONFLICT (identity_id) DO UPDATE SET version = greatest(s.version, excluded.version),
                    state = excluded.state, available_aal = excluded.available_aal, body = excluded.body,
                    deleted = excluded.deleted, updated_at = now()
                WHERE NOT s.deleted AND (s.version < excluded.version OR excluded.deleted)
                RETURNING identity_id, xmax = 0 AS new
            ), told AS (
                INSERT INTO invalidation (identity_id) SELECT identity_id FROM stored WHERE NOT new
            )
            SELECT count(*) FROM stored
            """;

    private PostgresSnapshots() {}

    /**
     * Locks the row until the transaction ends. @return null when there is none; the body isn't
     * read
     */
    public static Uni<Snapshot> lock(Mutiny.Session session, UUID identityId) {
        return SessionSql.single(session, String.class, LOCK, identityId.toString())
                .map(json -> json == null ? null : Json.read(json, Snapshot.class));
    }

    /**
     * Stores the snapshot and locks its row. @return false when what is known already is as new, or
     * a tombstone
     */
    public static Uni<Boolean> store(Mutiny.Session session, IdentitySnapshot snapshot) {
        return store(
                session,
                snapshot.id(),
                snapshot.version(),
                snapshot.body().state(),
                snapshot.availableAal(),
                Json.text(snapshot.body()),
                false);
    }

    /**
     * Leaves a tombstone in place of what was known of the identity. @return false when there is
     * one already
     */
    static Uni<Boolean> bury(Mutiny.Session session, UUID identityId, long version) {
        return store(session, identityId, version, "inactive", "aal0", "{}", true);
    }

    private static Uni<Boolean> store(
            Mutiny.Session session,
            UUID identityId,
            long version,
            String state,
            String availableAal,
            String body,
            boolean deleted) {
        return SessionSql.single(
                        session,
                        Long.class,
                        STORE,
                        identityId.toString(),
                        version,
                        state,
                        availableAal == null ? "aal1" : availableAal,
                        body,
                        deleted)
                .map(count -> count > 0);
    }
}
