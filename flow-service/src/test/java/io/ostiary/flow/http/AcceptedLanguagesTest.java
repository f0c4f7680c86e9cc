package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedLanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "de-AT, de;q=0.9, en;q=0.8|de-at,de,en",
                "en;q=0.5, zh-Hans-CN|zh-hans-cn,en",
                "fr;q=0, es ; q = 0.3|es",
                "*, de;q=0.1|de",
                "en, de|en,de",
            })
    void putsThePreferredFirst(String header, String languages) {
        assertThat(AcceptedLanguages.of(header)).isEqualTo(languages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "de;q=2", "de;level=1", "<script>", "de\r\nX: y", "{{ .Code }}", "toolongalanguage"})
    void namesNoneWhereThereIsNone(String header) {
        assertThat(AcceptedLanguages.of(header)).isEmpty();
    }

    @Test
    void staysWithinBounds() {
        assertThat(AcceptedLanguages.of(null)).isEmpty();
        assertThat(AcceptedLanguages.of("de,".repeat(100)).split(",")).hasSize(10);
        assertThat(AcceptedLanguages.of("de,".repeat(1000))).isEmpty();
    }
}
