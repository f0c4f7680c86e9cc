package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    @ParameterizedTest
    @CsvSource({
        "1h30m, PT1H30M",
        "100ms, PT0.1S",
        "1.5h, PT1H30M",
        "24h, PT24H",
        "0s, PT0S",
        "0, PT0S",
        "2us, PT0.000002S",
        "720h, PT720H",
    })
    void readsDurations(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5", "1d", "1h 30m", "-1s", "9999999999h", "1hx"})
    void refusesWhatIsNoDuration(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text));
    }

    @Test
    void readsSizes() {
        assertThat(ByteSize.parse("128MB").bytes()).isEqualTo(134_217_728L);
        assertThat(ByteSize.parse("1GB").kibibytes()).isEqualTo(1_048_576L);
        assertThat(ByteSize.parse("7B").bytes()).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("128"));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("999999999EB"));
    }

    @Test
    void hidesSecrets() {
        Secret secret = Secret.of("pw-1");

        assertThat(secret.toString()).doesNotContain("pw-1");
        assertThat(secret.reveal()).isEqualTo("pw-1");
        assertThat(secret).isEqualTo(Secret.of("pw-1")).isNotEqualTo(Secret.of("pw-2"));
    }
}
