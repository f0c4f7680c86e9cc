package io.ostiary.flow.method;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Requests that begin at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** Makes it that many times at once. @return what each gave */
    public static <T> List<T> run(int times, Callable<T> request) {
        CyclicBarrier start = new CyclicBarrier(times);
        Callable<T> one = () -> {
            start.await();
            return request.call();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            return Stream.generate(() -> threads.submit(one)).limit(times).toList().stream()
                    .map(AtOnce::result)
                    .toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
