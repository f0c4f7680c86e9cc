package io.ostiary.cli.hashing;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the Argon2id parameters with which a hash takes a given time on this machine while the
 * identity service's pool is full.
 *
 * <p>The rule is the pool's: one processor is left to everything else, the others hash at once, one
 * lane each; their memory together stays below the limit. Memory is chosen first: {@value
 * #USUAL_MEMORY_MIB} MiB, less if a single pass over it takes too long, more if {@value
 * #MOST_ITERATIONS} passes, the most that the service verifies, are too fast. Then the passes are
 * raised until the time is reached (RFC 9106 section 4).
 */
public final class Argon2Calibration {

    private static final int USUAL_MEMORY_MIB = 128;
    private static final int MOST_MEMORY_MIB = 1024;
    private static final int LEAST_MEMORY_MIB = 16;
    private static final int ROUNDS = 3;
    private static final int MOST_ITERATIONS = 10;
    private static final char[] PASSWORD = "correct horse battery staple".toCharArray();

    private final int slots;
    private final int memoryLimitMib;

    /**
     * @param processors processors of the machine
     * @param memoryLimitMib memory for all hashes at once, in MiB
     */
    public Argon2Calibration(int processors, int memoryLimitMib) {
        this.memoryLimitMib = memoryLimitMib;
        int byMemory = Math.max(1, memoryLimitMib / LEAST_MEMORY_MIB);
        slots = Math.max(1, Math.min(processors - 1, byMemory));
    }

    /**
     * What was found.
     *
     * @param parameters the parameters
     * @param measured how long a hash takes with them, all slots busy
     * @param slots how many hashes run at once
     */
    public record Result(Argon2Parameters parameters, Duration measured, int slots) {}

    /** Measures for about four times the wanted time. */
    public Result find(Duration wanted) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(slots)) {
            int memoryMib = memory(pool, wanted);
            int iterations = 1;
            Duration measured = measure(pool, memoryMib, iterations, ROUNDS);
            while (measured.compareTo(wanted) < 0 && iterations < MOST_ITERATIONS) {
                // Time grows linearly with the passes; at least one more, so that it ends.
                double factor = (double) wanted.toNanos() / measured.toNanos();
                iterations = Math.clamp((int) (iterations * factor), iterations + 1, MOST_ITERATIONS);
                measured = measure(pool, memoryMib, iterations, 1);
            }
            return new Result(new Argon2Parameters(memoryMib * 1024, iterations, 1), measured, slots);
        }
    }

    private int memory(ExecutorService pool, Duration wanted) throws InterruptedException {
        int limit = Math.clamp(memoryLimitMib / slots, LEAST_MEMORY_MIB, MOST_MEMORY_MIB);
        int memoryMib = Math.min(limit, USUAL_MEMORY_MIB);
        Duration pass = measure(pool, memoryMib, 1, ROUNDS);
        while (memoryMib > LEAST_MEMORY_MIB && pass.compareTo(wanted) > 0) {
            memoryMib = Math.max(LEAST_MEMORY_MIB, memoryMib / 2);
            pass = measure(pool, memoryMib, 1, ROUNDS);
        }
        while (memoryMib < limit && pass.multipliedBy(MOST_ITERATIONS).compareTo(wanted) < 0) {
            memoryMib = Math.min(limit, memoryMib * 2);
            pass = measure(pool, memoryMib, 1, ROUNDS);
        }
        return memoryMib;
    }

    /** The shortest of some rounds: what disturbs a round only ever makes it longer. */
    private Duration measure(ExecutorService pool, int memoryMib, int iterations, int rounds)
            throws InterruptedException {
        Duration best = round(pool, memoryMib, iterations);
        for (int i = 1; i < rounds; i++) {
            Duration round = round(pool, memoryMib, iterations);
            best = round.compareTo(best) < 0 ? round : best;
        }
        return best;
    }

    private Duration round(ExecutorService pool, int memoryMib, int iterations) throws InterruptedException {
        Callable<Duration> hash = () -> hash(memoryMib, iterations);
        List<Callable<Duration>> hashes = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            hashes.add(hash);
        }
        Duration longest = Duration.ZERO;
        for (Future<Duration> each : pool.invokeAll(hashes)) {
            Duration took = result(each);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return longest;
    }

    private static Duration hash(int memoryMib, int iterations) {
        Argon2 argon2 = Argon2Factory.create(
                Argon2Factory.Argon2Types.ARGON2id, Argon2Parameters.SALT_BYTES, Argon2Parameters.KEY_BYTES);
        long start = System.nanoTime();
        argon2.hash(iterations, memoryMib * 1024, 1, PASSWORD.clone());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration result(Future<Duration> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a hash failed", e.getCause());
        }
    }
}
