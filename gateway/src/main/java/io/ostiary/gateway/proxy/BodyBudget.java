package io.ostiary.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large bodies may be on their way to the services at once. A service holds a
 * body several times over while it reads it, so a flood of large ones would take its memory. Shared
 * by all event loops.
 */
public final class BodyBudget {

    private final AtomicLong left;

    /**
     * @param bytes all of it
     */
    public BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes some of it, or nothing when so much isn't left. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    long left() {
        return left.get();
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
