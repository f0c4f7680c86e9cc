package io.ostiary.flow.spent;

import io.ostiary.config.Configuration;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Tries in PostgreSQL: a row for each subject and window. A try too many writes nothing. */
@Singleton
class PostgresTries implements Tries {

    private static final String SECOND_FACTOR = "ostiary.second_factor.";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final String TAKE =
            "INSERT INTO tries AS t (subject, window_start, tries, expires_at) VALUES ($1, $2, 1, $3)"
                    + " ON CONFLICT (subject, window_start) DO UPDATE SET tries = t.tries + 1 WHERE t.tries < $4";

    /** The try may have been counted in the window before. */
    private static final String GIVE_BACK = "UPDATE tries SET tries = tries - 1 WHERE subject = $1 AND tries > 0"
            + " AND window_start = (SELECT max(window_start) FROM tries WHERE subject = $1)";

    private final Pool pool;
    private final Clock clock;
    private final int most;
    private final long windowMillis;

    PostgresTries(Pool pool, Clock clock, Configuration configuration) {
        this.pool = pool;
        this.clock = clock;
        this.most = configuration.integer(SECOND_FACTOR + "most_tries");
        this.windowMillis = Math.max(
                SHORTEST.toMillis(),
                configuration.duration(SECOND_FACTOR + "window").toMillis());
    }

    @Override
    public Uni<Boolean> take(String subject) {
        long now = clock.millis();
        Instant start = Instant.ofEpochMilli(now - now % windowMillis);
        Tuple row = Tuple.of(
                subject,
                start.atOffset(ZoneOffset.UTC),
                start.plusMillis(windowMillis).atOffset(ZoneOffset.UTC),
                most);
        return pool.preparedQuery(TAKE).execute(row).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> giveBack(String subject) {
        return pool.preparedQuery(GIVE_BACK).execute(Tuple.of(subject)).replaceWithVoid();
    }
}
