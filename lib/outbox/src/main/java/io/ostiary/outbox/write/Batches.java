package io.ostiary.outbox.write;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Gathers ids for a moment and hands them on in batches. Ids that find the queue full are dropped,
 * which is harmless here.
 */
final class Batches {

    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final int BATCH = 200;
    private static final int WAITING_AT_MOST = 10_000;

    private final Vertx vertx;
    private final long delayMillis;
    private final Function<List<String>, Uni<Void>> write;
    private final ArrayBlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Batches(Vertx vertx, Duration delay, Function<List<String>, Uni<Void>> write) {
        this.vertx = vertx;
        this.delayMillis = Math.max(1, delay.toMillis());
        this.write = write;
    }

    void add(Collection<String> ids) {
        ids.forEach(waiting::offer);
        schedule();
    }

    private void schedule() {
        if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
            vertx.setTimer(delayMillis, timer -> flush());
        }
    }

    private void flush() {
        List<String> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        write.apply(batch)
                .onTermination()
                .invoke(this::next)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("acknowledgements are left to the relay: %s", failure));
    }

    private void next() {
        scheduled.set(false);
        schedule();
    }
}
