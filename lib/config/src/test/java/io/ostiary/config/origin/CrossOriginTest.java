package io.ostiary.config.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other sites may read, as a browser is told. */
class CrossOriginTest {

    private static final String SITE = "https://evil.example";

    private static final String APP = "https://app.example.org";

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    @Test
    void givesNoCredentialsToWhoFitsAnyOrigin() {
        CrossOrigin rules = rules("enabled: true");

        for (Map<String, String> answer : both(rules, SITE)) {
            assertThat(answer).containsEntry(ALLOW_ORIGIN, "*").doesNotContainKey(ALLOW_CREDENTIALS);
        }
        assertThat(rules.warnings()).singleElement().asString().contains("name the origins");
    }

    @Test
    void givesCredentialsToANamedOriginBesideAnyOrigin() {
        CrossOrigin rules = rules("enabled: true, allowed_origins: [\"*\", \"" + APP + "\"]");

        for (Map<String, String> answer : both(rules, APP)) {
            assertThat(answer).containsEntry(ALLOW_ORIGIN, APP).containsEntry(ALLOW_CREDENTIALS, "true");
        }
        assertThat(rules.ofAnswer("GET", SITE)).doesNotContainKey(ALLOW_CREDENTIALS);
    }

    @Test
    void givesNothingToAnOriginThatIsNotNamed() {
        CrossOrigin rules = rules("enabled: true, allowed_origins: [\"" + APP + "\"]");

        for (Map<String, String> answer : both(rules, SITE)) {
            assertThat(answer).containsOnlyKeys("Vary");
        }
        assertThat(rules.ofAnswer("GET", APP)).containsEntry(ALLOW_CREDENTIALS, "true");
    }

    @Test
    void saysNothingWhenSwitchedOff() {
        CrossOrigin rules = rules("enabled: false");

        assertThat(rules.ofAnswer("GET", APP)).isEmpty();
        assertThat(rules.isPreflight("OPTIONS", "GET")).isFalse();
    }

    @Test
    void leavesOutAWildcardThatAnybodyCanFit() {
        CrossOrigin rules = rules("enabled: true, allowed_origins: [\"https://*.org\"]");

        assertThat(rules.ofAnswer("GET", "https://evil.org")).doesNotContainKey(ALLOW_ORIGIN);
        assertThat(rules.warnings()).singleElement().asString().contains("is left out");
    }

    private static List<Map<String, String>> both(CrossOrigin rules, String origin) {
        return List.of(rules.ofAnswer("GET", origin), rules.ofPreflight(origin, "GET", null));
    }

    private static CrossOrigin rules(String cors) {
        return new CrossOrigin(Samples.smallWith("serve: {public: {cors: {" + cors + "}}}"));
    }
}
