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

    /**
     * Enough for mappers that people write: two seconds, 64 MB, one megabyte of output. Who comes first may wait for the
     * processes to start, which takes seconds where there is little CPU.
     */
    public static final JsonnetBounds USUAL =
            new JsonnetBounds(2, 128, Duration.ofSeconds(2), Duration.ofSeconds(10), 64, 1 << 20);
}
