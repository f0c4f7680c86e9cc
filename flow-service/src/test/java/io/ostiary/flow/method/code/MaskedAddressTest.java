package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ann@example.org,an****@example.org",
        "a@example.org,a@example.org",
        "+4915112345617,+49****17",
        "12345,12345"
    })
    void hidesTheMiddle(String address, String masked) {
        assertThat(MaskedAddress.of(address)).isEqualTo(masked);
    }
}
