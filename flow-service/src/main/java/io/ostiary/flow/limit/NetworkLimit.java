package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import java.time.Duration;
import java.time.Instant;

/**
 * How many guesses may fail from one network. Windows are counted one by one; of the last one as much counts as a window
 * that ends now still covers, as if its failures had come evenly.
 *
 * @param failures that are allowed within a window
 * @param window at least a second
 */
record NetworkLimit(int failures, Duration window) {

    private static final String KEY = "ostiary.limits.network.";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    static NetworkLimit of(Configuration configuration) {
        Duration window = configuration.duration(KEY + "window");
        return new NetworkLimit(
                configuration.integer(KEY + "failures"), window.compareTo(SHORTEST) < 0 ? SHORTEST : window);
    }

    /** The number of the window in which a moment lies. */
    long slot(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), window.toMillis());
    }

    /** Until when the failures of a window count. */
    Instant expiry(long slot) {
        return Instant.ofEpochMilli((slot + 2) * window.toMillis());
    }

    /**
     * From when on there may be another guess.
     *
     * @param before failures of the window before
     * @param current failures of the window in which {@code now} lies
     */
    Instant openFrom(int before, int current, Instant now) {
        long start = slot(now) * window.toMillis();
        if (current >= failures) {
            return fades(current, failures, start + window.toMillis());
        }
        double covered = 1 - (double) (now.toEpochMilli() - start) / window.toMillis();
        return current + before * covered < failures ? Instant.MIN : fades(before, failures - current, start);
    }

    /** When of {@code count} failures less than {@code room} are left, in a window that begins then. */
    private Instant fades(int count, int room, long start) {
        double part = Math.max(0, 1 - (double) room / count);
        return Instant.ofEpochMilli(start + (long) (part * window.toMillis()) + 1);
    }

    /** Failures that count at this moment. */
    int counting(int before, int current, Instant now) {
        long start = slot(now) * window.toMillis();
        double covered = 1 - (double) (now.toEpochMilli() - start) / window.toMillis();
        return current + (int) (before * covered);
    }
}
