package io.ostiary.session;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The system's clock, which a test can set forward or hold still for a while. */
public final class ShiftedClock extends Clock {

    private static volatile Duration shift = Duration.ZERO;
    private static volatile Instant standing;

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

    /** Runs {@code work} as if the time stood still at that moment. */
    public static void at(Instant moment, Runnable work) {
        standing = moment;
        try {
            work.run();
        } finally {
            standing = null;
        }
    }

    @Override
    public Instant instant() {
        Instant still = standing;
        return still != null ? still : Instant.now().plus(shift).truncatedTo(ChronoUnit.MICROS);
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
