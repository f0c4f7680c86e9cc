package io.ostiary.identity.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Lets something be said now and then instead of each time. */
final class Pause {

    private final Clock clock;
    private final Duration between;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    Pause(Clock clock, Duration between) {
        this.clock = clock;
        this.between = between;
    }

    /** Whether it is time; true for one caller only. */
    boolean isDue() {
        Instant now = clock.instant();
        Instant due = next.get();
        return !now.isBefore(due) && next.compareAndSet(due, now.plus(between));
    }
}
