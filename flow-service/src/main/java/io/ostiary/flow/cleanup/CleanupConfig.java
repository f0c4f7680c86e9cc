package io.ostiary.flow.cleanup;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code database.cleanup}: when and in which portions the job cleans. */
@Singleton
class CleanupConfig {

    /**
     * So long after its end a flow is still answered with its replacement, whatever {@code
     * older_than} says.
     */
    static final Duration GRACE = Duration.ofDays(1);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final int batchSize;
    private final Duration pause;
    private final Duration olderThan;

    CleanupConfig(Configuration configuration) {
        this.batchSize = configuration.optionalInteger("database.cleanup.batch_size").orElse(100);
        this.pause =
                configuration.optionalDuration("database.cleanup.sleep.tables").orElse(A_MINUTE);
        this.olderThan =
                configuration.optionalDuration("database.cleanup.older_than").orElse(Duration.ZERO);
    }

    /** {@code batch_size}: rows of one statement. */
    int batchSize() {
        return batchSize;
    }

    /** {@code sleep.tables}: between two runs. */
    Duration pause() {
        return pause.toMillis() < 1 ? A_MINUTE : pause;
    }

    /** How long after its end a row is removed: {@code older_than} and a day. */
    Duration age() {
        return olderThan.plus(GRACE);
    }
}
