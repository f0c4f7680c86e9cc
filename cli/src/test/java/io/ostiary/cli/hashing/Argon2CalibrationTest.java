package io.ostiary.cli.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class Argon2CalibrationTest {

    @Test
    void findsParametersThatTakeAboutTheTime() throws Exception {
        Duration wanted = Duration.ofMillis(200);
        var result = new Argon2Calibration(2, 256).find(wanted);
        assertThat(result.measured()).isBetween(wanted.dividedBy(2), wanted.multipliedBy(8));
        assertThat(result.parameters().iterations()).isBetween(1, 10);
        assertThat(result.slots()).isOne();
    }

    @Test
    void staysBelowTheMemoryOfAllSlots() throws Exception {
        var result = new Argon2Calibration(3, 64).find(Duration.ofMillis(50));
        assertThat(result.slots()).isEqualTo(2);
        assertThat(result.parameters().memoryKib() * result.slots()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void printsASectionOfTheConfiguration() {
        assertThat(new Argon2Parameters(64 * 1024, 3, 1).toYaml())
                .contains("algorithm: argon2", "memory: 64MB", "iterations: 3", "parallelism: 1");
    }
}
