package io.ostiary.outbox.relay;

import io.ostiary.outbox.write.Buckets;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A database connection of the relay's own and the buckets it owns. Ownership is a session-level
 * advisory lock on this very connection: when the connection ends, for whatever reason, the buckets
 * are free, and this lease can neither read nor mark.
 *
 * <p>Its methods wait and must not be called on an event loop. Both threads of the relay may use
 * it.
 */
final class Lease implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 10;
    private static final long CLAIM_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The schema takes part in the lock's name, because four services may share a database. */
    private static final String CLAIM = "SELECT b FROM unnest($1::int[]) AS b"
            + " WHERE pg_try_advisory_lock(hashtext(current_schema() || '.outbox'), b)";

    private final PgConnection connection;
    private final boolean[] owned = new boolean[Buckets.COUNT];
    private volatile Short[] buckets = {};
    private volatile boolean lost;
    private long claimedAt;

    private Lease(PgConnection connection) {
        this.connection = connection;
        connection.closeHandler(closed -> lost = true);
    }

    /** Connects and claims every bucket that is free. */
    static Lease open(Vertx vertx, PgConnectOptions options) throws RelayException {
        Lease lease = new Lease(await(PgConnection.connect(vertx, options).toCompletionStage()));
        try {
            // The outbox may grow from empty to a million rows between two analyses; position order
            // must not be found by sorting.
            lease.run("SET enable_seqscan = off; SET max_parallel_workers_per_gather = 0");
            lease.claim();
            return lease;
        } catch (RelayException e) {
            lease.close();
            throw e;
        }
    }

    /** The buckets owned now. */
    Short[] buckets() {
        return buckets;
    }

    boolean lost() {
        return lost;
    }

    /** Claims buckets that another relay has given up since; looks at most once a second. */
    void claimMore() throws RelayException {
        if (buckets.length < Buckets.COUNT && System.nanoTime() - claimedAt > CLAIM_AGAIN_NANOS) {
            claim();
        }
    }

    private void claim() throws RelayException {
        claimedAt = System.nanoTime();
        List<Integer> free = new ArrayList<>();
        for (int bucket = 0; bucket < owned.length; bucket++) {
            if (!owned[bucket]) {
                free.add(bucket);
            }
        }
        for (Row row : query(CLAIM, Tuple.of(free.toArray(Integer[]::new)))) {
            owned[row.getInteger(0)] = true;
        }
        List<Short> now = new ArrayList<>();
        for (int bucket = 0; bucket < owned.length; bucket++) {
            if (owned[bucket]) {
                now.add((short) bucket);
            }
        }
        buckets = now.toArray(Short[]::new);
    }

    /** Runs a statement and waits for its rows. */
    RowSet<Row> query(String sql, Tuple parameters) throws RelayException {
        return await(connection.preparedQuery(sql).execute(parameters).toCompletionStage());
    }

    private void run(String sql) throws RelayException {
        await(connection.query(sql).execute().toCompletionStage());
    }

    private static <T> T await(CompletionStage<T> stage) throws RelayException {
        try {
            return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new RelayException(
                    "the outbox cannot be used: " + e.getCause().getMessage(), e.getCause());
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
        connection.close();
    }
}
