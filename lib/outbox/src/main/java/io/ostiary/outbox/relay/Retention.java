package io.ostiary.outbox.relay;

import io.micrometer.core.instrument.Counter;
import io.ostiary.config.cleanup.CleanupStatement;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes what the retention time has passed, in batches small enough to disturb nobody, and counts
 * what waits. A statement that the database refuses is logged and counted, and tried again when its
 * next cleanup is due; the relay goes on.
 */
final class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

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
    private final List<Job> jobs;
    private long countedAt;

    private static final class Job {
        private final CleanupStatement statement;
        private final Counter failures;

        /** When it is carried out next, as of {@link System#nanoTime}. */
        private long dueAt;

        private Job(CleanupStatement statement, Counter failures, long dueAt) {
            this.statement = statement;
            this.failures = failures;
            this.dueAt = dueAt;
        }
    }

    /**
     * @param retention how long published events and receipts are kept
     */
    Retention(RelayConfig config, Duration retention, RelayMetrics metrics) {
        this.metrics = metrics;
        this.retentionSeconds = retention.toSeconds();
        this.cleanupNanos = config.cleanup().toNanos();
        long due = System.nanoTime() + cleanupNanos;
        this.jobs = STATEMENTS.stream()
                .map(each -> new Job(each, metrics.cleanupFailures(each.table()), due))
                .toList();
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
        for (Job job : jobs) {
            // One batch a turn: a long cleanup must not keep effects waiting.
            if (now - job.dueAt > 0 && clean(lease, job) == 0) {
                job.dueAt = now + cleanupNanos;
            }
        }
    }

    private int clean(Lease lease, Job job) throws RelayException {
        try {
            return lease.query(job.statement.sql(), Tuple.of(retentionSeconds, BATCH))
                    .rowCount();
        } catch (RelayException e) {
            if (e.getCause() instanceof DatabaseException refusal) {
                job.failures.increment();
                LOG.warnf("the table %s was not cleaned: %s", job.statement.table(), refusal.getMessage());
                return 0;
            }
            throw e;
        }
    }
}
