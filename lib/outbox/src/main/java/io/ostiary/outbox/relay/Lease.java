package io.ostiary.outbox.relay;

import io.ostiary.outbox.database.TimeLimits;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A database connection of the relay's own and the buckets it owns. Ownership is a session-level
 * advisory lock on this very connection: when the connection ends, for whatever reason, the buckets
 * are free, and this lease can neither read nor mark.
 *
 * <p>PostgreSQL ends the connection of a machine that vanished by keepalives, and that of a process
 * that was stopped, which the kernel goes on answering for, by {@code idle_session_timeout}: a live
 * one asks something every two seconds. Whoever was stopped finds out before it publishes: {@link
 * #isProven}.
 *
 * <p>Its methods wait and must not be called on an event loop. Both threads of the relay may use
 * it.
 */
final class Lease implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 10;
    private static final long BEAT_MILLIS = 2_000;
    private static final long BALANCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** PostgreSQL ends the session not before this time after the start of its last statement. */
    private static final long IDLE_MILLIS = 8_000;

    /** Well before that, so that Kafka has what was handed to it in time. */
    private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Vertx vertx;
    private final PgConnection connection;
    private final LongSupplier nanos;
    private final OwnedBuckets owned;
    private final AtomicLong provenAt;
    private final long beat;
    private volatile boolean lost;
    private long balancedAt;

    private Lease(Vertx vertx, PgConnection connection, long connectedAt, LongSupplier nanos) {
        this.vertx = vertx;
        this.connection = connection;
        this.nanos = nanos;
        this.owned = new OwnedBuckets(this);
        this.provenAt = new AtomicLong(connectedAt);
        connection.closeHandler(closed -> lost = true);
        this.beat = vertx.setPeriodic(BEAT_MILLIS, timer -> beat());
    }

    /**
     * Connects, makes itself known to the other relays and claims its share of the buckets, as far
     * as they are free.
     *
     * @param nanos the time as of {@link System#nanoTime}
     */
    static Lease open(Vertx vertx, PgConnectOptions database, LongSupplier nanos) throws RelayException {
        long start = nanos.getAsLong();
        PgConnection connection =
                await(PgConnection.connect(vertx, limited(database)).toCompletionStage());
        Lease lease = new Lease(vertx, connection, start, nanos);
        try {
            // The outbox may grow from empty to a million rows between two analyses; position order
            // must not be found by sorting what another index found.
            lease.run("SET enable_seqscan = off; SET enable_sort = off; SET max_parallel_workers_per_gather = 0");
            lease.owned.appear();
            lease.owned.balance();
            lease.balancedAt = start;
            return lease;
        } catch (RelayException e) {
            lease.close();
            throw e;
        }
    }

    private static PgConnectOptions limited(PgConnectOptions database) {
        PgConnectOptions options = TimeLimits.RELAY.on(new PgConnectOptions(database));
        options.addProperty("idle_session_timeout", Long.toString(IDLE_MILLIS));
        // In seconds, but for the last: the system's default is two hours.
        options.addProperty("tcp_keepalives_idle", "5");
        options.addProperty("tcp_keepalives_interval", "2");
        options.addProperty("tcp_keepalives_count", "3");
        options.addProperty("tcp_user_timeout", "10000");
        return options;
    }

    /** The buckets owned now. */
    Short[] buckets() {
        return owned.now();
    }

    boolean lost() {
        return lost;
    }

    /**
     * Whether the buckets are surely still owned: the database answered something that was asked a
     * short while ago. False after the process was stopped, whatever became of the connection;
     * true again as soon as the database has answered.
     */
    boolean isProven() {
        return !lost && nanos.getAsLong() - provenAt.get() < PROVEN_NANOS;
    }

    /**
     * Gives back what is over this relay's share and claims what is missing from it; looks every two
     * seconds at most. Only between rounds: what is given back must not be under way to Kafka.
     */
    void balance() throws RelayException {
        if (nanos.getAsLong() - balancedAt > BALANCE_NANOS) {
            balancedAt = nanos.getAsLong();
            owned.balance();
        }
    }

    /** Runs a statement and waits for its rows. */
    RowSet<Row> query(String sql, Tuple parameters) throws RelayException {
        long start = nanos.getAsLong();
        RowSet<Row> rows =
                await(connection.preparedQuery(sql).execute(parameters).toCompletionStage());
        proven(start);
        return rows;
    }

    private void run(String sql) throws RelayException {
        await(connection.query(sql).execute().toCompletionStage());
    }

    private void beat() {
        long start = nanos.getAsLong();
        connection.query("SELECT").execute().onSuccess(answer -> proven(start));
    }

    private void proven(long start) {
        provenAt.accumulateAndGet(start, (before, now) -> now - before > 0 ? now : before);
    }

    private static <T> T await(CompletionStage<T> stage) throws RelayException {
        try {
            return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new RelayException("the outbox cannot be used: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new RelayException("the database does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayException("the relay ends", e);
        }
    }

    @Override
    public void close() {
        lost = true;
        vertx.cancelTimer(beat);
        connection.close();
    }
}
