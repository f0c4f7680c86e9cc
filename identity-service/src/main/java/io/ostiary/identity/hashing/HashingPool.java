package io.ostiary.identity.hashing;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that compute password hashes, and the bound on what they take: so many at once, so
 * many waiting, so much memory. Work that finds the queue full is refused before it takes any
 * memory. Results come back on the caller's Vert.x context.
 */
final class HashingPool implements AutoCloseable {

    private static final long LONGEST_ADVICE_MILLIS = 30_000;

    /** Weight of the latest hash in the average, as 1 to this number. */
    private static final int AVERAGED_OVER = 8;

    private final ThreadPoolExecutor threads;
    private final Semaphore memoryMib;
    private final int budgetMib;
    private final AtomicLong averageNanos = new AtomicLong();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param slots hashes computed at once
     * @param queue how many may wait
     * @param budgetMib memory of all of them; one that needs more waits until it is alone
     */
    HashingPool(int slots, int queue, int budgetMib) {
        BlockingQueue<Runnable> waiting = queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue);
        this.threads = new ThreadPoolExecutor(
                slots,
                slots,
                0,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().daemon().name("hashing-", 0).factory());
        this.budgetMib = budgetMib;
        this.memoryMib = new Semaphore(budgetMib, true);
    }

    /**
     * How many slots a process gets that names none: as many as cores, less one for the event
     * loops, and as the memory allows.
     *
     * @param hashMemoryKib what one hash of the present hasher takes
     */
    static int slots(int cores, int budgetMib, long hashMemoryKib) {
        long byMemory = hashMemoryKib == 0 ? Integer.MAX_VALUE : budgetMib * 1024L / hashMemoryKib;
        return (int) Math.max(1, Math.min(byMemory, cores - 1L));
    }

    /** How many hashes are computed at once. */
    int slots() {
        return threads.getMaximumPoolSize();
    }

    /** How many wait. */
    int waiting() {
        return threads.getQueue().size();
    }

    /**
     * Does the work on a thread of the pool.
     *
     * @param memoryKib what it takes
     * @return its result; fails with {@link Problem.TooManyRequests} when the queue is full
     */
    <T> Uni<T> run(long memoryKib, Callable<T> work) {
        Context caller = Vertx.currentContext();
        Uni<T> result = Uni.createFrom().emitter(emitter -> submit(memoryKib, work, emitter));
        return caller == null ? result : result.emitOn(task -> caller.runOnContext(v -> task.run()));
    }

    private <T> void submit(long memoryKib, Callable<T> work, UniEmitter<? super T> emitter) {
        try {
            threads.execute(() -> compute(memoryKib, work, emitter));
        } catch (RejectedExecutionException e) {
            emitter.fail(new ProblemException(
                    new Problem.TooManyRequests("Too many passwords are being checked.", retryAfter())));
        }
    }

    /**
     * When the queue will have been worked off, spread from half to twice that time: those who are
     * refused together must not come back together.
     */
    private Duration retryAfter() {
        long queueMillis = (waiting() + 1) * averageNanos.get() / slots() / TimeUnit.MILLISECONDS.toNanos(1);
        long spread = random.nextLong(queueMillis / 2, 2 * queueMillis + 1);
        return Duration.ofMillis(Math.min(LONGEST_ADVICE_MILLIS, spread));
    }

    private <T> void compute(long memoryKib, Callable<T> work, UniEmitter<? super T> emitter) {
        int mib = (int) Math.min(budgetMib, (memoryKib + 1023) / 1024);
        memoryMib.acquireUninterruptibly(mib);
        long begun = System.nanoTime();
        try {
            emitter.complete(work.call());
        } catch (Exception e) {
            emitter.fail(e);
        } finally {
            long took = System.nanoTime() - begun;
            averageNanos.accumulateAndGet(took, (before, now) -> before + (now - before) / AVERAGED_OVER);
            memoryMib.release(mib);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
