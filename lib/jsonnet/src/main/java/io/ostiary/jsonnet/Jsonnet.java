package io.ostiary.jsonnet;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** Evaluates programs in processes of their own, within {@link JsonnetBounds}. */
public final class Jsonnet implements AutoCloseable {

    private final JsonnetBounds bounds;
    private final BlockingQueue<Job> waiting;
    private final List<Worker> workers = new ArrayList<>();

    /** Starts the processes. */
    public Jsonnet(JsonnetBounds bounds) {
        this.bounds = bounds;
        this.waiting = new ArrayBlockingQueue<>(bounds.waiting());
        for (int i = 0; i < bounds.processes(); i++) {
            Worker worker = new Worker(bounds, waiting);
            workers.add(worker);
            worker.start(i);
        }
    }

    /**
     * Evaluates a program.
     *
     * @return on a thread of this class or of the default executor, with what came of it; never fails
     */
    public Uni<Evaluated> evaluate(Program program) {
        return Uni.createFrom().deferred(() -> {
            Job job = new Job(
                    program.text(),
                    JsonText.of(program.externals()),
                    JsonText.of(program.arguments()),
                    new CompletableFuture<>());
            if (!waiting.offer(job)) {
                return Uni.createFrom().<Evaluated>item(new Evaluated.Busy());
            }
            return Uni.createFrom()
                    .completionStage(job.result())
                    .ifNoItem()
                    .after(bounds.patience())
                    .recoverWithItem(Evaluated.TooSlow::new);
        });
    }

    /** Ends the processes; programs that wait come to nothing. */
    @Override
    public void close() {
        workers.forEach(Worker::close);
        waiting.forEach(job -> job.result().complete(new Evaluated.Busy()));
    }
}
