package io.ostiary.session.whoami;

import io.ostiary.outbox.database.DatabaseAddress;
import io.ostiary.outbox.database.TimeLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the table {@code invalidation} over a connection of its own, so that a crowd in front of
 * the common pool can't make this replica blind.
 */
@Singleton
class PostgresInvalidations {

    private static final int WAITING_AT_MOST = 8;
    private static final int CONNECT_SECONDS = 1;
    private static final int SILENCE_SECONDS = 3;

    /** So many at once end so much that forgetting everything is cheaper. */
    static final int ROWS_AT_MOST = 10_000;

    /** Two conditions in two parts, because one with OR would read the whole table. */
    private static final String LOOK = """
            SELECT pg_current_snapshot()::text, now(), i.session_id, i.identity_id
            FROM (SELECT) AS one LEFT JOIN (
                SELECT session_id, identity_id FROM invalidation WHERE xid >= $1::text::xid8
                UNION ALL
                SELECT session_id, identity_id FROM invalidation WHERE xid = ANY ($2::text[]::xid8[])
                LIMIT $3) AS i ON true
            """;

    private static final String START = "SELECT pg_current_snapshot()::text, now()";
    private static final String TELL = "INSERT INTO invalidation (session_id) VALUES ($1)";

    private final Pool pool;

    PostgresInvalidations(Vertx vertx, Config settings) {
        PgConnectOptions options = DatabaseAddress.of(settings)
                .addProperty("application_name", "ostiary-invalidation-watch")
                // A plan made while the table was small would go on reading all of it.
                .addProperty("enable_seqscan", "off");
        TimeLimits.WATCH.on(options);
        options.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
        // There is a look every 100 ms: silence for so long means that the connection is dead
        // without knowing it.
        options.setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        PoolOptions one = new PoolOptions()
                .setMaxSize(1)
                .setMaxWaitQueueSize(WAITING_AT_MOST)
                .setConnectionTimeout(CONNECT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        this.pool = Pool.newInstance(
                PgBuilder.pool().with(one).connectingTo(options).using(vertx).build());
    }

    /** Where to start from: now. */
    Uni<Invalidations> start() {
        return pool.preparedQuery(START).execute().map(PostgresInvalidations::read);
    }

    /** The rows of all transactions that an earlier look could not see, each once. */
    Uni<Invalidations> since(Horizon horizon) {
        Tuple unseen = Tuple.of(horizon.next(), horizon.open().toArray(String[]::new), ROWS_AT_MOST + 1);
        return pool.preparedQuery(LOOK).execute(unseen).map(PostgresInvalidations::read);
    }

    /** Writes a row that names a session that doesn't exist, for the probe. */
    Uni<Void> tell(UUID probe) {
        return pool.preparedQuery(TELL).execute(Tuple.of(probe)).replaceWithVoid();
    }

    @PreDestroy
    void close() {
        pool.getDelegate().close();
    }

    private static Invalidations read(RowSet<Row> rows) {
        List<Invalidations.Row> found = new ArrayList<>();
        Row first = rows.iterator().next();
        for (Row row : rows) {
            if (row.size() > 2 && (row.getUUID(2) != null || row.getUUID(3) != null)) {
                found.add(new Invalidations.Row(row.getUUID(2), row.getUUID(3)));
            }
        }
        return new Invalidations(
                Horizon.of(first.getString(0)),
                first.getOffsetDateTime(1).toInstant(),
                found,
                found.size() > ROWS_AT_MOST);
    }
}
