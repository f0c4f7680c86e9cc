package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "123456|123456",
                "123456 |123456",
                " 123 456|123456",
                "123-456|123456",
                "123\u2013456|123456",
                "\uff11\uff12\uff13456|123456",
                "12345\u200b6|123456",
                "12a456|12a456",
            })
    void readsACodeAsPeoplePasteIt(String typed, String code) {
        assertThat(CodeText.read(typed)).isEqualTo(code);
    }
}
