package io.ostiary.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void refusesNumbersBeyondAllMeasureAsItRefusesWhatIsNoJson() {
        assertThatThrownBy(() -> Json.ofClient("{\"a\": 1e404915112345}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readsWhatClientsSendUpToAsManyLevelsAsTheyMayHave() throws IOException {
        assertThat(Json.ofClient(nested(Json.CLIENT_LEVELS)).isArray()).isTrue();
        assertThatThrownBy(() -> Json.ofClient(nested(Json.CLIENT_LEVELS + 1))).isInstanceOf(IOException.class);
    }

    @Test
    void readsNothingAsMissing() throws IOException {
        assertThat(Json.ofClient(null).isMissingNode()).isTrue();
        assertThat(Json.ofClient(new byte[0]).isMissingNode()).isTrue();
    }

    @Test
    void keepsNumbersExactly() throws IOException {
        byte[] number = "0.10000000000000000001".getBytes(StandardCharsets.UTF_8);
        assertThat(Json.ofClient(number).decimalValue()).isEqualByComparingTo("0.10000000000000000001");
    }

    private static byte[] nested(int levels) {
        return ("[".repeat(levels) + "]".repeat(levels)).getBytes(StandardCharsets.UTF_8);
    }
}
