package io.ostiary.identity.selfservice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the outcome of earlier submissions. */
@ApplicationScoped
public class PostgresAttempts {

    private static final String FIND =
            "SELECT identity_id, effects, created_at FROM registration_attempt WHERE attempt_id = $1";

    private final Pool pool;

    PostgresAttempts(Pool pool) {
        this.pool = pool;
    }

    /** The attempt, or null. */
    Uni<@Nullable RegistrationAttempt> find(UUID attemptId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(attemptId)).map(rows -> attempt(attemptId, rows));
    }

    private static @Nullable RegistrationAttempt attempt(UUID attemptId, RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return null;
        }
        Row row = rows.iterator().next();
        return new RegistrationAttempt(
                attemptId,
                row.getUUID(0),
                row.getString(1),
                row.getOffsetDateTime(2).toInstant());
    }
}
