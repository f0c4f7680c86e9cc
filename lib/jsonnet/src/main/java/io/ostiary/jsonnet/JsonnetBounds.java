package io.ostiary.jsonnet;

import java.time.Duration;

/**
 * What programs may take.
 *
 * @param processes that evaluate side by side
 * @param waiting programs at most
 * @param deadline of one program, from its turn on
 * @param patience in all, the wait for its turn included
 * @param heapMegabytes of one process
 * @param largestOutput in bytes
 */
public record JsonnetBounds(
        int processes, int waiting, Duration deadline, Duration patience, int heapMegabytes, int largestOutput) {

    /** Enough for mappers that people write: a second, 64 MB, one megabyte of output. */
    public static final JsonnetBounds USUAL =
            new JsonnetBounds(2, 128, Duration.ofSeconds(1), Duration.ofSeconds(3), 64, 1 << 20);
}
