package io.ostiary.cli.local;

import io.ostiary.cli.database.Migration;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.problem.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The migration of a stack that may be stopped meanwhile: taken away in the middle of it, the
 * database would make it complain at length.
 */
final class StackMigration {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean ended;

    /**
     * Migrates all schemas.
     *
     * @param limit how long the database may take to accept connections
     * @throws CommandFailure if it can't be done, or {@link #end} was called before
     */
    Map<ServiceSchema, Migration.Result> run(StackDatabase database, Duration limit) throws InterruptedException {
        running.lock();
        try {
            if (ended) {
                throw new CommandFailure("stopped before the migration");
            }
            return database.migrate(limit);
        } finally {
            running.unlock();
        }
    }

    /** Waits a moment for one that is under way, and lets none begin. */
    void end() {
        ended = true;
        try {
            if (running.tryLock(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
