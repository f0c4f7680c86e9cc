package io.ostiary.flow.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "foo.@docomo.example", "jürgen@bücher.example", "a+b@localhost"})
    void takesWhatCanBeAnAddress(String text) {
        assertThat(EmailFormat.fits(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "@example.org",
                "ada@",
                "ada@@example.org",
                "ada lovelace@example.org",
                "ada\r\nBcc: eve@example.org",
                "<ada>@example.org",
                "ada@exa mple.org",
                "+4915112345678"
            })
    void refusesTheRest(String text) {
        assertThat(EmailFormat.fits(text)).isFalse();
    }
}
