package io.ostiary.session.whoami;

import java.time.Duration;

/**
 * Since when this replica knows what became wrong. Measured by the monotonic clock, which no time
 * server can set back.
 */
final class Freshness {

    private final long boundNanos;
    private volatile boolean known;
    private volatile long lastLook;

    /**
     * @param bound how old the last look may be for answers from memory
     */
    Freshness(Duration bound) {
        this.boundNanos = bound.toNanos();
    }

    /** Notes that everything committed before {@code startNanos} has been applied. */
    void looked(long startNanos) {
        lastLook = startNanos;
        known = true;
    }

    /** Whether an answer from memory is allowed now. */
    boolean allowsMemory(long nanos) {
        return known && nanos - lastLook < boundNanos;
    }

    /** How old the last look is; the bound's double before the first one. */
    long ageNanos(long nanos) {
        return known ? nanos - lastLook : 2 * boundNanos;
    }
}
