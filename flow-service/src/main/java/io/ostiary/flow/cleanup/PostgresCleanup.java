package io.ostiary.flow.cleanup;

import io.ostiary.config.cleanup.CleanupStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Deletes one batch at a time; rows that somebody else holds are left for the next one. */
@Singleton
class PostgresCleanup {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** What grows with every flow. */
    static final List<CleanupStatement> STATEMENTS =
            CleanupStatement.read(PostgresCleanup.class, "/cleanup/flow.sql");

    private final Pool pool;

    PostgresCleanup(Pool pool) {
        this.pool = pool;
    }

    /**
     * Deletes a batch of rows that ended before then; attempts and errors: that were written before
     * then. @return how many
     */
    Uni<Integer> delete(CleanupStatement statement, Instant before, int batch) {
        return pool.preparedQuery(statement.sql())
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), batch))
                .map(SqlResult::rowCount)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }
}
