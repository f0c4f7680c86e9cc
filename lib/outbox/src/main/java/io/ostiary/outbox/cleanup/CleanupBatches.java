package io.ostiary.outbox.cleanup;

import io.ostiary.config.cleanup.CleanupStatement;
import io.ostiary.outbox.database.TimeLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Deletes one batch at a time; rows that somebody else holds are left for the next one. */
final class CleanupBatches {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Pool pool;

    CleanupBatches(Pool pool) {
        this.pool = pool;
    }

    /**
     * Deletes a batch of rows of that age.
     *
     * @param now the time by the service's clock; statements that take an age go by the database's
     * @return how many
     */
    Uni<Integer> delete(CleanupStatement statement, Instant now, Duration age, int batch) {
        Tuple parameters = statement.takesAge()
                ? Tuple.of(age.toMillis() / 1000.0, batch)
                : Tuple.of(now.minus(age).atOffset(ZoneOffset.UTC), batch);
        return pool.withTransaction(connection -> delete(connection, statement, parameters))
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    private static Uni<Integer> delete(SqlConnection connection, CleanupStatement statement, Tuple parameters) {
        return connection
                .query(TimeLimits.CLEANUP.forTransaction())
                .execute()
                .chain(() -> connection.preparedQuery(statement.sql()).execute(parameters))
                .map(SqlResult::rowCount);
    }
}
