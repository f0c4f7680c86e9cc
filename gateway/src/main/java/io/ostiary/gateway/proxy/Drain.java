package io.ostiary.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * The end of a gateway: from {@link #begin} on new requests are refused, and those that are being
 * answered get time to end. Shared by all event loops.
 */
public final class Drain {

    private static final long LOOK_MILLIS = 20;

    private final LongAdder open = new LongAdder();

    private volatile boolean begun;

    /** A request came in. */
    void enter() {
        open.increment();
    }

    /** A request was answered, or its client has gone. */
    void leave() {
        open.decrement();
    }

    /** Whether the gateway is about to end. */
    public boolean hasBegun() {
        return begun;
    }

    /**
     * Refuses new requests and waits for the others. Not for event loops.
     *
     * @param limit the longest wait
     * @return whether all requests were answered
     */
    public boolean begin(Duration limit) throws InterruptedException {
        begun = true;
        long end = System.nanoTime() + limit.toNanos();
        while (open.sum() > 0 && System.nanoTime() < end) {
            // On the thread that ends the process; the event loops go on answering meanwhile.
            Thread.sleep(LOOK_MILLIS);
        }
        return open.sum() == 0;
    }
}
