package io.ostiary.courier.dispatch;

import io.ostiary.config.Configuration;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Removes messages that are done and older than {@code ostiary.courier.retention}, {@code
 * database.cleanup.batch_size} at a time; {@code 0s} keeps them. Several processes may do so at
 * once.
 */
@ApplicationScoped
class RemoveOldMessages {

    private static final Logger LOG = Logger.getLogger(RemoveOldMessages.class);

    private final PostgresQueue queue;
    private final Vertx vertx;
    private final Optional<Duration> retention;
    private final int batch;
    private final Duration pause;
    private long timer = -1;

    RemoveOldMessages(PostgresQueue queue, Vertx vertx, Configuration configuration) {
        this.queue = queue;
        this.vertx = vertx;
        this.retention = PostgresQueue.REMOVE.age(configuration);
        this.batch = configuration.integer("database.cleanup.batch_size");
        this.pause = configuration.duration("database.cleanup.sleep.tables");
    }

    void start() {
        retention.ifPresent(
                age ->
                        timer =
                                vertx.setPeriodic(
                                        Math.max(1000, pause.toMillis()), tick -> run(age)));
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void run(Duration age) {
        removeAll(age)
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf(
                                        "old messages can't be removed now: %s",
                                        failure.toString()));
    }

    /** Removes batch after batch until one is not full. */
    Uni<Void> removeAll(Duration age) {
        return queue.remove(age, batch)
                .chain(removed -> removed < batch ? Uni.createFrom().voidItem() : removeAll(age));
    }
}
