package io.ostiary.config.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostWildcardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org",
                "https://*.example.org",
                "https://*.example.org:8443",
                "https://app-*.example.org",
                "*.shop.example.org"
            })
    void takesWildcardThatOneOwnerHolds(String pattern) {
        assertThat(new HostWildcard(Samples.smallWith("{}")).isUsable(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*",
                "https://*.org",
                "https://*example.org",
                "https://example.*",
                "https://foo.*.org:443",
                "https://*.org/a.b.c",
                "https://*.localhost:3000",
                "https://*..org",
                "https://*.org."
            })
    void refusesWildcardThatAnybodyCanFit(String pattern) {
        assertThat(new HostWildcard(Samples.smallWith("{}")).isUsable(pattern)).isFalse();
    }

    @Test
    void takesAllWhenTheFlagSaysSo() {
        assertThat(new HostWildcard(Samples.smallWith("{feature_flags: {legacy_allow_insecure_origins: true}}"))
                        .isUsable("https://*"))
                .isTrue();
    }
}
