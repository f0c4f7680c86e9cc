package io.ostiary.identity.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashingPoolTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void takesAsManySlotsAsCoresAndMemoryAllow() {
        assertThat(HashingPool.slots(8, 256, 0)).isEqualTo(7);
        assertThat(HashingPool.slots(8, 256, 64 * 1024)).isEqualTo(4);
        assertThat(HashingPool.slots(1, 256, 0)).isEqualTo(1);
        assertThat(HashingPool.slots(8, 64, 128 * 1024)).isEqualTo(1);
    }

    @Test
    void refusesWhatFindsTheQueueFullWithoutStartingIt() throws Exception {
        try (HashingPool pool = new HashingPool(1, 1, 8)) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Object> running =
                    pool.run(0, () -> waitFor(started, go)).subscribeAsCompletionStage();
            started.await();
            CompletableFuture<String> waiting = pool.run(0, () -> "done").subscribeAsCompletionStage();
            AtomicInteger ran = new AtomicInteger();

            assertThatThrownBy(() -> pool.run(0, ran::incrementAndGet).await().atMost(SOON))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isInstanceOf(Problem.TooManyRequests.class));
            assertThat(ran).hasValue(0);

            go.countDown();
            assertThat(waiting.get()).isEqualTo("done");
            assertThat(running.get()).isEqualTo("went");
        }
    }

    @Test
    void letsLargeHashesWaitForTheirMemory() throws Exception {
        try (HashingPool pool = new HashingPool(2, 4, 10)) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Object> large =
                    pool.run(8 * 1024, () -> waitFor(started, go)).subscribeAsCompletionStage();
            started.await();
            CompletableFuture<String> other =
                    pool.run(100 * 1024, () -> "alone").subscribeAsCompletionStage();

            Thread.sleep(100);
            assertThat(other).isNotDone();
            go.countDown();
            assertThat(other.get()).isEqualTo("alone");
            assertThat(large.get()).isEqualTo("went");
        }
    }

    private static Object waitFor(CountDownLatch started, CountDownLatch go) throws InterruptedException {
        started.countDown();
        go.await();
        return "went";
    }
}
