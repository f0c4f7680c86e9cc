package io.ostiary.session.session;

import io.ostiary.outbox.write.DecidingStatement;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.session.snapshot.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session by one statement where nothing speaks against it, as almost always: the identity is known as the check of
 * its credentials saw it, it is active, and the attempt is a first one. Its snapshot stays locked until the session is there.
 */
@ApplicationScoped
class PostgresOpenAtOnce {

    private static final DecidingStatement OPEN = new DecidingStatement("""
            known AS (
                SELECT identity_id FROM identity_snapshot
                WHERE identity_id = CAST(CAST($2 AS text) AS uuid) AND version = CAST($13 AS bigint)
                    AND state = 'active' AND NOT deleted
                    AND (second_factors IS NOT NULL OR NOT CAST($14 AS boolean))
                FOR UPDATE
            ), opened AS (
                INSERT INTO session (id, identity_id, token_sha256, aal, authentication_methods,
                    authenticated_at, issued_at, expires_at, attempt_id)
                SELECT CAST(CAST($1 AS text) AS uuid), identity_id, CAST($3 AS bytea), CAST($4 AS text),
                    CAST(CAST($5 AS text) AS jsonb), CAST(CAST($6 AS text) AS timestamptz),
                    CAST(CAST($6 AS text) AS timestamptz), CAST(CAST($7 AS text) AS timestamptz),
                    CAST(CAST($8 AS text) AS uuid)
                FROM known
                ON CONFLICT (attempt_id) DO NOTHING
                RETURNING id
            ), device AS (
                INSERT INTO session_device (id, session_id, ip_address, user_agent, location, created_at)
                SELECT CAST(CAST($9 AS text) AS uuid), id, CAST($10 AS text), CAST($11 AS text), CAST($12 AS text),
                    CAST(CAST($6 AS text) AS timestamptz)
                FROM opened
            ), decided AS (
                SELECT 1 FROM opened
            )""", 14);

    private final Pool pool;
    private final Outbox outbox;

    PostgresOpenAtOnce(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /**
     * Opens it, and tells others.
     *
     * @return false when something speaks against it, which has to be looked at then; nothing is written
     */
    Uni<Boolean> open(NewSession wanted) {
        List<@Nullable Object> parameters = new ArrayList<>(PostgresIssue.parameters(wanted));
        Snapshot seen = wanted.row().seen();
        parameters.add(seen.version());
        parameters.add(seen.secondFactors() != null);
        return outbox.decide(pool, OPEN, parameters, wanted.cause(), List.of(wanted.event()))
                .map(Objects::nonNull);
    }
}
