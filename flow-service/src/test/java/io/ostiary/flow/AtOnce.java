package io.ostiary.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Does things many times at once, and waits for what comes of things that are done behind. */
public final class AtOnce {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private AtOnce() {}

    /** Runs it that many times at once. @return what each gave */
    public static <T> List<T> times(int times, Callable<T> work) {
        CyclicBarrier start = new CyclicBarrier(times);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            return Stream.generate(() -> CompletableFuture.supplyAsync(() -> together(start, work), threads))
                    .limit(times)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static <T> T together(CyclicBarrier start, Callable<T> work) {
        try {
            start.await();
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so. */
    public static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never came to be so");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
