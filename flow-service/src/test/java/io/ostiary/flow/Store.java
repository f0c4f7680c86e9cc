package io.ostiary.flow;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The service's database as tests use it: each call on a Vert.x context of its own, as requests are. */
@Singleton
public class Store {

    private final Pool pool;

    Store(Pool pool) {
        this.pool = pool;
    }

    /** What a pipeline gives. */
    public <T> T get(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it that many times at once. @return what each gave */
    public <T> List<T> atOnce(int times, Supplier<Uni<T>> work) {
        CyclicBarrier start = new CyclicBarrier(times);
        Callable<T> one = () -> {
            start.await();
            return get(work);
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            return Stream.generate(() -> threads.submit(one)).limit(times).toList().stream()
                    .map(Store::result)
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

    /** Runs a statement. */
    public void run(String sql) {
        get(() -> pool.query(sql).execute());
    }

    /** The number in the first column of the only row. */
    public long count(String sql) {
        return get(() -> pool.query(sql).execute()).iterator().next().getLong(0);
    }

    /** The text in the first column of the only row. */
    public String text(String sql) {
        return get(() -> pool.query(sql).execute()).iterator().next().getString(0);
    }
}
