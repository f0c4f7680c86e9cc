package io.ostiary.flow.spent;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What was used, in PostgreSQL: the primary key is the race. */
@Singleton
class PostgresSpent implements Spent {

    private static final String CLAIM =
            "INSERT INTO spent AS s (kind, key, attempt_id, expires_at) VALUES ($1, $2, $3, $4)"
                    + " ON CONFLICT (kind, key) DO UPDATE SET attempt_id = excluded.attempt_id, expires_at = excluded.expires_at"
                    + " WHERE s.expires_at <= $5 OR s.attempt_id = excluded.attempt_id";
    private static final String GIVE_BACK = "DELETE FROM spent WHERE attempt_id = $1";

    private final Pool pool;
    private final Clock clock;

    PostgresSpent(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> claim(String kind, String key, UUID attemptId, Instant until) {
        Tuple claim = Tuple.of(
                kind,
                key,
                attemptId,
                until.atOffset(ZoneOffset.UTC),
                clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(CLAIM).execute(claim).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> giveBack(UUID attemptId) {
        return pool.preparedQuery(GIVE_BACK).execute(Tuple.of(attemptId)).replaceWithVoid();
    }
}
