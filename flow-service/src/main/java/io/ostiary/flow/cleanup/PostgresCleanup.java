package io.ostiary.flow.cleanup;

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

    /**
     * The tables that grow with every flow. Parameters of a statement: rows that ended before, and
     * how many at most.
     */
    enum Table {
        FLOW(
                """
                DELETE FROM flow WHERE id = ANY (ARRAY(
                    SELECT id FROM flow WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        ONE_TIME_SECRET(
                """
                DELETE FROM one_time_secret WHERE id = ANY (ARRAY(
                    SELECT id FROM one_time_secret WHERE expires_at < $1
                    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        CODE_TRIES(
                """
                DELETE FROM code_tries WHERE flow_id = ANY (ARRAY(
                    SELECT flow_id FROM code_tries WHERE expires_at < $1
                    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        SESSION_EXCHANGE(
                """
                DELETE FROM session_exchange WHERE flow_id = ANY (ARRAY(
                    SELECT flow_id FROM session_exchange WHERE expires_at < $1
                    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        CONTINUITY(
                """
                DELETE FROM continuity WHERE id = ANY (ARRAY(
                    SELECT id FROM continuity WHERE expires_at < $1
                    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        PENDING_CHANGE(
                """
                DELETE FROM pending_change WHERE verification_flow_id = ANY (ARRAY(
                    SELECT verification_flow_id FROM pending_change WHERE expires_at < $1
                    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        ATTEMPT(
                """
                DELETE FROM attempt WHERE id = ANY (ARRAY(
                    SELECT id FROM attempt WHERE created_at < $1
                    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """),
        USER_ERROR(
                """
                DELETE FROM user_error WHERE id = ANY (ARRAY(
                    SELECT id FROM user_error WHERE created_at < $1
                    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED))
                """);

        private final String delete;

        Table(String delete) {
            this.delete = delete;
        }
    }

    private final Pool pool;

    PostgresCleanup(Pool pool) {
        this.pool = pool;
    }

    /**
     * Deletes rows that ended before then; attempts and errors: that were written before
     * then. @return how many
     */
    Uni<Integer> delete(Table table, Instant before, int batch) {
        return pool.preparedQuery(table.delete)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), batch))
                .map(SqlResult::rowCount)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }
}
