package io.ostiary.cli.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ostiary.cli.problem.CommandFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StackMigrationTest {

    @Test
    void doesNotBeginOnceTheStackIsStopped() {
        StackMigration migration = new StackMigration();
        migration.end();

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> migration.run(null, Duration.ofSeconds(1)))
                .withMessageContaining("stopped");
    }
}
