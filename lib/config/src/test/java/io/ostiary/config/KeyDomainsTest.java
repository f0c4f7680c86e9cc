package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDomainsTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.org", "login.example.org", "1.example.org"})
    void takesDomains(String id) {
        assertThatCode(() -> passkeys(id, "http://localhost:4455")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, is an IP address",
        "'[::1]', is an IP address",
        "'::1', is an IP address",
        "localhost:4455, is a domain such as example.org",
        "https://example.org, is a domain such as example.org"
    })
    void refusesWhatIsNoDomainInOneLine(String id, String why) {
        assertThat(refusal(id, "http://localhost:4455"))
                .startsWith("selfservice.methods.passkey.config.rp.id: " + why)
                .hasLineCount(1);
    }

    @Test
    void refusesPagesAtAddressesInOneLine() {
        assertThat(refusal("localhost", "http://127.0.0.1:4455"))
                .startsWith("selfservice.methods.passkey.config.rp.origins.0: is at an IP address")
                .hasLineCount(1);
    }

    @Test
    void takesTheOriginsOfApps() {
        assertThatCode(() -> passkeys("example.org", "android:apk-key-hash:7d1043473d55bfa90e8530d35801d4e381bc69f0"))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesMethodsAloneThatAreSwitchedOff() {
        assertThatCode(() -> Samples.smallWith(yaml("false", "127.0.0.1", "http://127.0.0.1:4455")))
                .doesNotThrowAnyException();
    }

    private static String refusal(String id, String origin) {
        return catchThrowableOfType(ConfigurationException.class, () -> passkeys(id, origin))
                .problems()
                .getFirst()
                .toString();
    }

    private static Configuration passkeys(String id, String origin) {
        return Samples.smallWith(yaml("true", id, origin));
    }

    private static String yaml(String enabled, String id, String origin) {
        return "selfservice: {methods: {passkey: {enabled: %s, config: {rp: {id: '%s', display_name: T, origins: ['%s']}}}}}"
                .formatted(enabled, id, origin);
    }
}
