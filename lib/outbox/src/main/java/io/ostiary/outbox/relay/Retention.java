package io.ostiary.outbox.relay;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/**
 * Deletes what the retention time has passed, in batches small enough to disturb nobody, and counts
 * what waits.
 */
final class Retention {

    private static final long COUNT_EVERY_NANOS = 10_000_000_000L;
    private static final int BATCH = 1_000;

    private static final String PUBLISHED =
            """
            DELETE FROM outbox_published WHERE position = ANY (ARRAY(
                SELECT position FROM outbox_published
                WHERE published_at < now() - make_interval(secs => $1) ORDER BY position LIMIT $2))
            """;
    private static final String RECEIPTS =
            """
            DELETE FROM effect_receipt WHERE effect_key = ANY (ARRAY(
                SELECT effect_key FROM effect_receipt
                WHERE received_at < now() - make_interval(secs => $1) ORDER BY received_at LIMIT $2))
            """;
    private static final String WAITING =
            """
            SELECT count(*) FILTER (WHERE effect_key IS NULL), count(*) FILTER (WHERE effect_key IS NOT NULL),
                coalesce(extract(epoch FROM now() - min(created_at)) * 1000, 0)::bigint
            FROM (SELECT effect_key, created_at FROM outbox ORDER BY position LIMIT 100000) AS rows
            """;

    private final RelayMetrics metrics;
    private final double retentionSeconds;
    private final long cleanupNanos;
    private long cleanedAt;
    private long countedAt;

    Retention(RelayConfig config, RelayMetrics metrics) {
        this.metrics = metrics;
        this.retentionSeconds = config.retention().toSeconds();
        this.cleanupNanos = config.cleanup().toNanos();
        this.cleanedAt = System.nanoTime();
        this.countedAt = System.nanoTime() - COUNT_EVERY_NANOS;
    }

    /** Does what is due: counting every ten seconds, a cleanup when its time has come. */
    void tend(Lease lease) throws RelayException {
        long now = System.nanoTime();
        if (now - countedAt > COUNT_EVERY_NANOS) {
            countedAt = now;
            Row row = lease.query(WAITING, Tuple.tuple()).iterator().next();
            metrics.waiting(row.getLong(0), row.getLong(1), row.getLong(2));
        }
        // One batch a turn: a long cleanup must not keep effects waiting.
        if (now - cleanedAt > cleanupNanos
                && delete(lease, PUBLISHED) + delete(lease, RECEIPTS) == 0) {
            cleanedAt = now;
        }
    }

    private int delete(Lease lease, String sql) throws RelayException {
        return lease.query(sql, Tuple.of(retentionSeconds, BATCH)).rowCount();
    }
}
