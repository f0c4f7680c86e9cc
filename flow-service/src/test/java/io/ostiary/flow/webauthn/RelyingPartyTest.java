package io.ostiary.flow.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelyingPartyTest {

    private static final String NEEDED = """
            {"dsn": "memory", "selfservice": {"default_browser_return_url": "https://example.org/"},
             "serve": {"public": {"base_url": "https://id.example.org/"}},
             "identity": {"default_schema_id": "default",
                          "schemas": [{"id": "default", "url": "base64://eyJ0eXBlIjoib2JqZWN0In0="}]}}
            """;

    private static RelyingParty passkeys(String config) {
        return RelyingParty.ofPasskeys(configuration("passkey", config));
    }

    private static Configuration configuration(String method, String config) {
        ObjectNode tree = Json.read(NEEDED, ObjectNode.class);
        ObjectNode section = tree.withObject("/selfservice/methods/" + method).put("enabled", true);
        section.set("config", Json.read(config, JsonNode.class));
        return Configuration.of(tree, Map.of(), Path.of("."));
    }

    @Test
    void comparesOriginsAsBrowsersSayThem() {
        RelyingParty party = passkeys("""
                {"rp": {"id": "example.org", "display_name": "T", "origins": [
                    "https://Login.Example.org/", "http://localhost:4455/login", "https://example.org",
                    "android:apk-key-hash:2jmj7l5rSw0yVb_vlWAYkK-YBwk"]}}
                """);

        assertThat(party.origins())
                .containsExactly(
                        "https://login.example.org",
                        "http://localhost:4455",
                        "https://example.org",
                        "android:apk-key-hash:2jmj7l5rSw0yVb_vlWAYkK-YBwk");
    }

    @Test
    void takesTheDomainItselfWhereNoOriginIsNamed() {
        assertThat(passkeys("{\"rp\": {\"id\": \"example.org\", \"display_name\": \"T\"}}")
                        .origins())
                .containsExactly("https://example.org");
    }

    @Test
    void asksForKeysThatFindTheAccountAndKnowTheirOwnerIfTheyCan() {
        RelyingParty party = passkeys("{\"rp\": {\"id\": \"example.org\", \"display_name\": \"T\"}}");

        assertThat(party.terms()).isEqualTo(new RelyingParty.Terms("preferred", "required", null, "none"));
        assertThat(party.toSignIn()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void asksForWhatTheConfigurationSays() {
        RelyingParty party = passkeys("""
                {"rp": {"id": "example.org", "display_name": "T"},
                 "authenticator_selection": {"attachment": "platform", "resident_key": "preferred", "user_verification": "required"},
                 "attestation": {"preference": "direct"}, "timeouts": {"registration": "90s", "login": "1m"}}
                """);

        assertThat(party.terms()).isEqualTo(new RelyingParty.Terms("required", "preferred", "platform", "direct"));
        JsonNode options = CeremonyOptions.creation(
                        party, "AAAA", new CeremonyOptions.Owner(new byte[] {1}, "ann"), List.of())
                .path("publicKey");
        assertThat(options.at("/authenticatorSelection/requireResidentKey").asBoolean(true))
                .isFalse();
        assertThat(options.at("/authenticatorSelection/authenticatorAttachment").asText())
                .isEqualTo("platform");
        assertThat(options.path("attestation").asText()).isEqualTo("direct");
        assertThat(options.path("timeout").asLong()).isEqualTo(90_000);
        assertThat(CeremonyOptions.request(party, "AAAA")
                        .at("/publicKey/timeout")
                        .asLong())
                .isEqualTo(60_000);
    }

    @Test
    void securityKeysMayHaveOneOrigin() {
        RelyingParty party = RelyingParty.ofSecurityKeys(
                configuration(
                        "webauthn",
                        "{\"rp\": {\"id\": \"example.org\", \"display_name\": \"T\", \"origin\": \"https://www.example.org\"}}"));

        assertThat(party.origins()).containsExactly("https://www.example.org");
        assertThat(party.terms().userVerification()).isEqualTo("discouraged");
    }
}
