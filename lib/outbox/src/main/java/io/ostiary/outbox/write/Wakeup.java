package io.ostiary.outbox.write;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The bell between writer and relay: rung after a commit, many rings count as one. */
@ApplicationScoped
public class Wakeup {

    private final Semaphore bell = new Semaphore(0);
    private volatile boolean deaf = true;

    /** Ends the relay's pause, if it listens. Never blocks. */
    public void wake() {
        if (!deaf && bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Waits for the bell, at most {@code millis}. */
    public boolean await(long millis) throws InterruptedException {
        boolean rung = bell.tryAcquire(millis, TimeUnit.MILLISECONDS);
        bell.drainPermits();
        return rung;
    }

    /** Whether rings are of use: not while the broker is away or the relay is switched off. */
    public void listen(boolean listening) {
        deaf = !listening;
    }
}
