package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {

    private static final String ID = "0190c2b0-5a3e-7c1d-8f2e-1234567890ab";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                "0190C2B0-5A3E-7C1D-8F2E-1234567890AB",
                "{" + ID + "}",
                "urn:uuid:" + ID,
                "{urn:uuid:" + ID + "}",
                "0190c2b05a3e7c1d8f2e1234567890ab"
            })
    void readsEverySpelling(String text) {
        assertThat(Uuids.parse(text)).isEqualTo(UUID.fromString(ID));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "\0",
                "{",
                "{}",
                "{{" + ID + "}}",
                "1-2-3-4-5",
                ID + "0",
                "urn:uuid:",
                "0190c2b0-5a3e7c1d8f2e1234567890ab"
            })
    void knowsWhatIsNone(String text) {
        assertThat(Uuids.parse(text)).isNull();
    }

    @Test
    void takesNoOtherDigits() {
        assertThat(Uuids.parse(ID.replace('0', '٠'))).isNull();
    }
}
