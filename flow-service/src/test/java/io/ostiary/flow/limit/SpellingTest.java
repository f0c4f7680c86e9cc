package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann@Example.org",
                "  ann@example.org\t",
                "ann@exam\u00adple.org",
                "a\u200bnn@example.org",
                "\uff41nn@example.org",
                "ann\ufe0f@example.org"
            })
    void makesOneOfTheSpellingsOfAnAddress(String spelling) {
        assertThat(Spelling.fold(spelling)).isEqualTo("ann@example.org");
    }

    @Test
    void tellsAddressesApart() {
        assertThat(Spelling.fold("a.nn@example.org")).isNotEqualTo(Spelling.fold("ann@example.org"));
        assertThat(Spelling.fold("ann+1@example.org")).isNotEqualTo(Spelling.fold("ann@example.org"));
        assertThat(Spelling.fold("名前@example.org")).isNotEqualTo(Spelling.fold("名@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 151 234567", "tel:+49-151-234567", "+49 (151) 234.567", "\uff0b49151234567"})
    void makesOneOfTheSpellingsOfANumber(String spelling) {
        assertThat(Spelling.fold(spelling)).isEqualTo("+49151234567");
    }

    @Test
    void countsNumbersWithLettersOrExtensionsAsOne() {
        assertThat(Spelling.fold("+1 800 FLOWERS")).isEqualTo(Spelling.fold("+49151234567;ext=1"));
    }
}
