package io.ostiary.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "'  Ann@Example.ORG ', ann@example.org",
        "ANN, ann",
        "+49 176 671 11 638, +4917667111638",
        "'ａnn@example.org', ann@example.org",
        "+1, +1",
        "4917667111638, 4917667111638"
    })
    void givesEverySpellingOneForm(String typed, String normal) {
        assertThat(Identifiers.normalise(typed)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200b, 0x00ad, 0xfeff, 0x202e, 0x034f, 0x3164, 0xfe0f, 0xe0100, 0x0000})
    void dropsWhatNobodySees(int codePoint) {
        String poisoned = "an" + Character.toString(codePoint) + "N@example.org";

        assertThat(Identifiers.normalise(poisoned)).isEqualTo("ann@example.org");
    }

    @Test
    void knowsThatOnlyNumbersAreReachedBySms() {
        assertThat(Identifiers.channelOf("+4917667111638")).isEqualTo(Via.SMS);
        assertThat(Identifiers.channelOf("+tag@example.org")).isEqualTo(Via.EMAIL);
        assertThat(Identifiers.address("nonsense", Via.SMS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ann.lee+tag@example.org", "o'neil@example.co.uk", "föö@example.org"})
    void acceptsMailAddresses(String text) {
        assertThat(EmailSyntax.matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "@b", "a@", " a@b", "a@b ", "a b@c", "a..b@c", "a@-b", "a@b..c", "a@b@c d"})
    void refusesOtherText(String text) {
        assertThat(EmailSyntax.matches(text)).isFalse();
    }
}
