package io.ostiary.ui.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a, https://example.org",
        "https://müller.example.org:8443/über, https://xn--mller-kva.example.org:8443",
        "'http://[::1]:4455/', 'http://[::1]:4455'",
        "/welcome, ''",
    })
    void writesAnOriginAsHeadersCarryIt(String url, String origin) {
        assertThat(UiSettings.origin(url)).isEqualTo(origin);
    }
}
