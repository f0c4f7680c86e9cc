package io.ostiary.session.cleanup;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** When and in which portions the job cleans ({@code database.cleanup.*}). */
@Singleton
public class CleanupSettings {

    /**
     * An ended session can be looked at for so long by the admin side, whatever {@code older_than}
     * says.
     */
    static final Duration GRACE = Duration.ofHours(1);

    /** Longer than any replica may be without a look and still go on from where it was. */
    static final Duration INVALIDATIONS = Duration.ofMinutes(10);

    /** Longer than an effect about a deleted identity can be on its way. */
    static final Duration TOMBSTONES = Duration.ofDays(30);

    private final int batchSize;
    private final Duration interval;
    private final Duration olderThan;

    CleanupSettings(Configuration configuration) {
        this.batchSize = configuration.optionalInteger("database.cleanup.batch_size").orElse(100);
        this.interval =
                configuration
                        .optionalDuration("database.cleanup.sleep.tables")
                        .orElse(Duration.ofMinutes(1));
        this.olderThan =
                configuration.optionalDuration("database.cleanup.older_than").orElse(Duration.ZERO);
    }

    /** {@code database.cleanup.batch_size}: rows of one statement. */
    int batchSize() {
        return batchSize;
    }

    /** {@code database.cleanup.sleep.tables}: the pause between two runs. */
    Duration interval() {
        return interval.toMillis() < 1 ? Duration.ofMinutes(1) : interval;
    }

    /**
     * How long after its end a session is removed: {@code database.cleanup.older_than} and an hour.
     */
    Duration sessions() {
        return olderThan.plus(GRACE);
    }
}
