package io.ostiary.identity.selfservice;

import io.ostiary.config.Configuration;
import io.ostiary.config.cleanup.CleanupStatement;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds the outcome of earlier submissions, and removes those that nobody will repeat any more. */
@ApplicationScoped
public class PostgresAttempts {

    private static final Logger LOG = Logger.getLogger(PostgresAttempts.class);
    private static final long SHORTEST_PAUSE_MILLIS = 1000;

    private static final String FIND =
            "SELECT identity_id, effects FROM registration_attempt WHERE attempt_id = $1";

    private static final CleanupStatement REMOVE =
            CleanupStatement.read(
                    PostgresAttempts.class, "/cleanup/identity.sql", "registration_attempt");

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final int batch;
    private final Duration pause;
    private final Duration kept;

    PostgresAttempts(Pool pool, Vertx vertx, Clock clock, Configuration configuration) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.batch = configuration.integer("database.cleanup.batch_size");
        this.pause = configuration.duration("database.cleanup.sleep.tables");
        this.kept = REMOVE.age(configuration).orElseThrow();
    }

    /** The attempt, or null. */
    Uni<RegistrationAttempt> find(UUID attemptId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(attemptId))
                .map(rows -> attempt(attemptId, rows));
    }

    private static RegistrationAttempt attempt(UUID attemptId, RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return null;
        }
        Row row = rows.iterator().next();
        return new RegistrationAttempt(attemptId, row.getUUID(0), row.getString(1), null);
    }

    void cleanRegularly(@Observes StartupEvent started) {
        vertx.setPeriodic(
                Math.max(SHORTEST_PAUSE_MILLIS, pause.toMillis()),
                timer ->
                        clean(clock.instant().minus(kept))
                                .subscribe()
                                .with(
                                        removed -> {},
                                        failure -> LOG.debugf("old attempts stay: %s", failure)));
    }

    /** Removes attempts from before that time, in batches, so that no lock is held for long. */
    Uni<Integer> clean(Instant before) {
        return pool.preparedQuery(REMOVE.sql())
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), batch))
                .map(rows -> rows.rowCount())
                .chain(
                        removed ->
                                removed < batch
                                        ? Uni.createFrom().item(removed)
                                        : clean(before).map(more -> removed + more));
    }
}
