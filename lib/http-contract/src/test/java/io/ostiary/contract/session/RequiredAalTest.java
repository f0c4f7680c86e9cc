package io.ostiary.contract.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredAalTest {

    @Test
    void takesWhatIsNoLevelForTheStricterOne() {
        assertThat(RequiredAal.of("aal1")).isEqualTo(RequiredAal.AAL1);
        assertThat(RequiredAal.of("highest_available")).isEqualTo(RequiredAal.HIGHEST_AVAILABLE);
        assertThat(RequiredAal.of("aal3")).isEqualTo(RequiredAal.HIGHEST_AVAILABLE);
    }

    /** An empty word: nobody knows what the credentials reach. */
    @ParameterizedTest
    @CsvSource({
        "AAL1, aal0, aal1, false",
        "AAL1, aal1, aal1, true",
        "AAL1, aal1, aal2, true",
        "AAL1, aal2, aal2, true",
        "HIGHEST_AVAILABLE, aal0, aal1, false",
        "HIGHEST_AVAILABLE, aal0, , false",
        "HIGHEST_AVAILABLE, aal1, aal1, true",
        "HIGHEST_AVAILABLE, aal1, aal2, false",
        "HIGHEST_AVAILABLE, aal1, , true",
        "HIGHEST_AVAILABLE, aal2, aal2, true",
        "HIGHEST_AVAILABLE, aal2, aal1, true",
    })
    void isMetByAsManyFactorsAsItAsksFor(RequiredAal required, String reached, String available, boolean met) {
        assertThat(required.isMet(reached, available)).isEqualTo(met);
    }
}
