package io.ostiary.outbox.relay;

import io.ostiary.config.cleanup.CleanupStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Deletes what the retention time has passed, in batches small enough to disturb nobody, and counts
 * what waits.
 */
final class Retention {

    private static final long COUNT_EVERY_NANOS = 10_000_000_000L;
    private static final int BATCH = 1_000;

    private static final List<CleanupStatement> STATEMENTS =
            CleanupStatement.read(Retention.class, "/cleanup/outbox.sql");

    private static final String WAITING = """
            SELECT count(*) FILTER (WHERE effect_key IS NULL), count(*) FILTER (WHERE effect_key IS NOT NULL),
                coalesce(extract(epoch FROM now() - min(created_at)) * 1000, 0)::bigint
            FROM (SELECT effect_key, created_at FROM outbox ORDER BY position LIMIT 100000) AS rows
            """;

    private final RelayMetrics metrics;
    private final double retentionSeconds;
    private final long cleanupNanos;
    private long cleanedAt;
    private long countedAt;

    /**
     * @param retention how long published events and receipts are kept
     */
    Retention(RelayConfig config, Duration retention, RelayMetrics metrics) {
        this.metrics = metrics;
        this.retentionSeconds = retention.toSeconds();
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
        if (now - cleanedAt > cleanupNanos && clean(lease) == 0) {
            cleanedAt = now;
        }
    }

    private int clean(Lease lease) throws RelayException {
        int deleted = 0;
        for (CleanupStatement statement : STATEMENTS) {
            deleted += delete(lease, statement.sql());
        }
        return deleted;
    }

    private int delete(Lease lease, String sql) throws RelayException {
        return lease.query(sql, Tuple.of(retentionSeconds, BATCH)).rowCount();
    }
}
