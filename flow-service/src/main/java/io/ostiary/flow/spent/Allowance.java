package io.ostiary.flow.spent;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something may be done. Windows follow one another without overlap, so twice as many are possible around the end
 * of one.
 *
 * @param most within each window
 * @param window at least a second
 */
public record Allowance(int most, Duration window) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public Allowance {
        window = window.compareTo(SHORTEST) < 0 ? SHORTEST : window;
    }

    /** When the window began in which a moment lies. */
    Instant start(Instant at) {
        long millis = window.toMillis();
        return Instant.ofEpochMilli(at.toEpochMilli() - Math.floorMod(at.toEpochMilli(), millis));
    }

    /** How long it takes until the next window. */
    public Duration untilMore(Instant now) {
        return Duration.between(now, start(now).plus(window));
    }
}
