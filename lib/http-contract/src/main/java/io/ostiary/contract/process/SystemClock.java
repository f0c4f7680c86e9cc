package io.ostiary.contract.process;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Gives every class its clock: UTC in microseconds, as PostgreSQL keeps times. A test may give
 * another.
 */
@ApplicationScoped
public class SystemClock {

    /** The system's clock. */
    @Produces
    @Singleton
    @DefaultBean
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
