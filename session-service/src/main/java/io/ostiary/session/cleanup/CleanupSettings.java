package io.ostiary.session.cleanup;

import io.ostiary.config.Configuration;
import io.ostiary.config.cleanup.CleanupStatement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** When and in which portions the job cleans ({@code database.cleanup.*}). */
@Singleton
class CleanupSettings {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final int batchSize;
    private final Duration pause;

    CleanupSettings(Configuration configuration) {
        this.configuration = configuration;
        this.batchSize = configuration.integer("database.cleanup.batch_size");
        this.pause = configuration.duration("database.cleanup.sleep.tables");
    }

    /** {@code batch_size}: rows of one statement. */
    int batchSize() {
        return batchSize;
    }

    /** {@code sleep.tables}: between two runs, a second at least. */
    Duration interval() {
        return pause.compareTo(A_SECOND) < 0 ? A_SECOND : pause;
    }

    /** How long after its end a row is removed; empty when it is kept for ever. */
    Optional<Duration> age(CleanupStatement statement) {
        return statement.age(configuration);
    }
}
