package io.ostiary.flow.spent;

import io.ostiary.config.Configuration;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tries in PostgreSQL: a row for each subject and window. A try too many writes nothing. */
@Singleton
class PostgresTries implements Tries {

    private static final String SECOND_FACTOR = "ostiary.second_factor.";

    private static final String TAKE =
            "INSERT INTO tries AS t (subject, window_start, tries, expires_at) VALUES ($1, $2, 1, $3)"
                    + " ON CONFLICT (subject, window_start) DO UPDATE SET tries = t.tries + 1 WHERE t.tries < $4";

    /** The try may have been counted in the window before. */
    private static final String GIVE_BACK = "UPDATE tries SET tries = tries - 1 WHERE subject = $1 AND tries > 0"
            + " AND window_start = (SELECT max(window_start) FROM tries WHERE subject = $1)";

    private static final String FORGET = "DELETE FROM tries WHERE subject = $1";

    private final Pool pool;
    private final Clock clock;
    private final Allowance secondFactor;

    PostgresTries(Pool pool, Clock clock, Configuration configuration) {
        this.pool = pool;
        this.clock = clock;
        this.secondFactor = new Allowance(
                configuration.integer(SECOND_FACTOR + "most_tries"), configuration.duration(SECOND_FACTOR + "window"));
    }

    @Override
    public Uni<Boolean> take(String subject) {
        return take(subject, secondFactor);
    }

    @Override
    public Duration untilMore() {
        return secondFactor.untilMore(clock.instant());
    }

    @Override
    public Uni<Boolean> take(String subject, Allowance allowance) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.wrap(row(subject, allowance)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> take(Mutiny.Session session, String subject, Allowance allowance) {
        return SessionSql.update(session, TAKE, row(subject, allowance)).map(rows -> rows == 1);
    }

    private Object[] row(String subject, Allowance allowance) {
        Instant start = allowance.start(clock.instant());
        return new Object[] {
            subject,
            start.atOffset(ZoneOffset.UTC),
            start.plus(allowance.window()).atOffset(ZoneOffset.UTC),
            allowance.most()
        };
    }

    @Override
    public Uni<Void> giveBack(String subject) {
        return pool.preparedQuery(GIVE_BACK).execute(Tuple.of(subject)).replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(String subject) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(subject)).replaceWithVoid();
    }
}
