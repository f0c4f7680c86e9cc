package io.ostiary.session.cleanup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Deletes one batch at a time; rows that somebody else holds are left for the next one. */
@Singleton
class PostgresCleanup {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final String SESSIONS =
            """
            DELETE FROM session WHERE id = ANY (ARRAY(
                SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            """;
    private static final String INVALIDATIONS =
            """
            DELETE FROM invalidation WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM invalidation WHERE at < now() - $1 * interval '1 second' LIMIT $2
                FOR UPDATE SKIP LOCKED))
            """;
    private static final String TOMBSTONES =
            """
            DELETE FROM identity_snapshot WHERE identity_id = ANY (ARRAY(
                SELECT identity_id FROM identity_snapshot WHERE deleted AND updated_at < $1
                ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            """;

    private final Pool pool;

    PostgresCleanup(Pool pool) {
        this.pool = pool;
    }

    /** Deletes sessions that ended before then, with their devices. @return how many */
    Uni<Integer> sessions(Instant endedBefore, int batch) {
        return delete(SESSIONS, Tuple.of(endedBefore.atOffset(ZoneOffset.UTC), batch));
    }

    /**
     * Deletes invalidations that every replica has read, by the database's clock. @return how many
     */
    Uni<Integer> invalidations(Duration age, int batch) {
        return delete(INVALIDATIONS, Tuple.of((double) age.toSeconds(), batch));
    }

    /** Deletes the marks of identities that were deleted before then. @return how many */
    Uni<Integer> tombstones(Instant deletedBefore, int batch) {
        return delete(TOMBSTONES, Tuple.of(deletedBefore.atOffset(ZoneOffset.UTC), batch));
    }

    private Uni<Integer> delete(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(SqlResult::rowCount)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }
}
