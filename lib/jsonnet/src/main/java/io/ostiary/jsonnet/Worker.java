package io.ostiary.jsonnet;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A thread with its process: takes programs in turn, ends the process that takes too long, and starts the next. */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final int START_SECONDS = 30;
    private static final int PAUSE_MILLIS = 1_000;

    private final JsonnetBounds bounds;
    private final BlockingQueue<Job> waiting;
    private volatile @Nullable ChildProcess child;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    Worker(JsonnetBounds bounds, BlockingQueue<Job> waiting) {
        this.bounds = bounds;
        this.waiting = waiting;
    }

    void start(int number) {
        thread = Thread.ofPlatform().daemon().name("jsonnet-" + number).start(this::run);
    }

    private void run() {
        while (!closed) {
            try (ChildProcess started = ChildProcess.start(bounds)) {
                child = started;
                serve(started);
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!closed) {
                    LOG.warnf("The Jsonnet process can't be started: %s", e);
                    pause();
                }
            }
        }
    }

    private void serve(ChildProcess started) throws IOException, InterruptedException {
        CompletableFuture<Void> warm = new CompletableFuture<>();
        warm.orTimeout(START_SECONDS, TimeUnit.SECONDS).exceptionally(late -> {
            started.close();
            return null;
        });
        started.awaitReady();
        warm.complete(null);
        while (!closed) {
            Job job = waiting.take();
            if (!job.result().isDone() && !evaluate(started, job)) {
                return;
            }
        }
    }

    /** @return whether the process can go on */
    private boolean evaluate(ChildProcess started, Job job) {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ended.orTimeout(bounds.deadline().toMillis(), TimeUnit.MILLISECONDS).exceptionally(e -> {
            late.set(true);
            started.close();
            return null;
        });
        Evaluated result;
        boolean usable = false;
        try {
            result = started.evaluate(job.text(), job.externals(), job.arguments());
            usable = ended.complete(null);
        } catch (EOFException e) {
            result = late.get() ? new Evaluated.TooSlow() : ChildProcess.ended(e);
        } catch (IOException e) {
            result = late.get() ? new Evaluated.TooSlow() : new Evaluated.Failed(e.toString());
        }
        ended.complete(null);
        job.result().complete(result);
        return usable;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    void close() {
        closed = true;
        ChildProcess running = child;
        if (running != null) {
            running.close();
        }
        Thread own = thread;
        if (own != null) {
            own.interrupt();
        }
    }
}
