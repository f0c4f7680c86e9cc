package io.ostiary.session.snapshot;

import io.ostiary.contract.json.Json;
import io.ostiary.outbox.database.SessionSql;
import io.ostiary.session.assurance.SessionAssurance;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The statements on snapshots, on the caller's transaction. */
public final class PostgresSnapshots {

    private static final String LOCK = """
            SELECT CAST(json_build_object('version', version, 'state', state, 'available_aal', available_aal,
                'first_factors', first_factors, 'second_factors', second_factors, 'deleted', deleted) AS text)
            FROM identity_snapshot WHERE identity_id = CAST(CAST($1 AS text) AS uuid) FOR UPDATE
            """;

    /**
     * A new row (its xmax is 0) makes no remembered answer wrong: there was no session yet. What tells
     * no factors, because version 0.1.0 wrote it, keeps the verdict that is there.
     */
    private static final String STORE = """
            WITH stored AS (
                INSERT INTO identity_snapshot AS s
                    (identity_id, version, state, available_aal, body, deleted, updated_at, first_factors,
                    second_factors)
                VALUES (CAST(CAST($1 AS text) AS uuid), CAST($2 AS bigint), CAST($3 AS text), CAST($4 AS text),
                    CAST(CAST($5 AS text) AS json), CAST($6 AS boolean), now(),
                    string_to_array(CAST($7 AS text), ','), string_to_array(CAST($8 AS text), ','))
                ON CONFLICT (identity_id) DO UPDATE SET version = greatest(s.version, excluded.version),
                    state = excluded.state, body = excluded.body, deleted = excluded.deleted, updated_at = now(),
                    available_aal = CASE WHEN excluded.second_factors IS NULL THEN s.available_aal
                        ELSE excluded.available_aal END,
                    first_factors = excluded.first_factors, second_factors = excluded.second_factors
                WHERE NOT s.deleted AND (s.version < excluded.version OR excluded.deleted
                    OR s.version = excluded.version AND s.second_factors IS NULL
                        AND excluded.second_factors IS NOT NULL)
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
    public static Uni<@Nullable Snapshot> lock(Mutiny.Session session, UUID identityId) {
        return SessionSql.single(session, String.class, LOCK, identityId.toString())
                .map(json -> json == null ? null : Json.read(json, Snapshot.class));
    }

    /**
     * Stores the snapshot and locks its row. @return false when what is known already is as new, or
     * a tombstone
     */
    public static Uni<Boolean> store(Mutiny.Session session, UUID identityId, Snapshot snapshot) {
        return SessionSql.single(
                        session,
                        Long.class,
                        STORE,
                        identityId.toString(),
                        snapshot.version(),
                        snapshot.state(),
                        snapshot.availableAal(),
                        snapshot.body() == null ? "{}" : Json.text(snapshot.body()),
                        snapshot.deleted(),
                        joined(snapshot.firstFactors()),
                        joined(snapshot.secondFactors()))
                .map(count -> count > 0);
    }

    /**
     * Leaves a tombstone in place of what was known of the identity. @return false when there is
     * one already
     */
    static Uni<Boolean> bury(Mutiny.Session session, UUID identityId, long version) {
        return store(
                session,
                identityId,
                new Snapshot(version, "inactive", List.of(), List.of(), SessionAssurance.NONE, null, true));
    }

    private static @Nullable String joined(@Nullable List<String> types) {
        return types == null ? null : String.join(",", types);
    }
}
