package io.ostiary.session;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The system's clock, which a test can set forward for a while. */
public final class ShiftedClock extends Clock {

    private static volatile Duration shift = Duration.ZERO;

    /** Makes the service use it. */
    @Singleton
    public static class Producer {

        @Produces
        @Singleton
        Clock clock() {
            return new ShiftedClock();
        }
    }

    /** Runs {@code work} as if it were that much later. */
    public static void later(Duration by, Runnable work) {
        shift = by;
        try {
            work.run();
        } finally {
            shift = Duration.ZERO;
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
