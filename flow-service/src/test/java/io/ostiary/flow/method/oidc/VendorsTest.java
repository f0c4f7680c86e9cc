package io.ostiary.flow.method.oidc;

import static io.ostiary.flow.method.oidc.VendorReplies.KEY;
import static io.ostiary.flow.method.oidc.VendorReplies.idToken;
import static io.ostiary.flow.method.oidc.VendorRows.TENANT;
import static io.ostiary.flow.method.oidc.VendorRows.apple;
import static io.ostiary.flow.method.oidc.VendorRows.microsoft;
import static io.ostiary.flow.method.oidc.VendorRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.method.oidc.VendorReplies.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each vendor by a reply in the form that its documentation has. None was tried live. */
class VendorsTest {

    @ParameterizedTest
    @MethodSource("io.ostiary.flow.method.oidc.VendorRows#rows")
    void readsTheVendorsReply(Row row) {
        FakeWire wire = wire(row);
        Provider provider = provider(row, wire);

        Provider.Departure departure = provider.authorize(new Provider.Asked("a state", false, Map.of()))
                .await()
                .indefinitely();
        Account account = provider.redeem(Map.of("code", "a code", "state", "a state"), departure.verifier())
                .await()
                .indefinitely();

        assertThat(departure.address()).startsWith(row.goesTo()).contains("client_id=the%20client");
        row.claims()
                .forEach((name, value) -> assertThat(account.claims().path(name).asText())
                        .as(name)
                        .isEqualTo(value.toString()));
        assertThat(account.claims().path("iss").asText()).isNotEmpty();
    }

    @Test
    void knowsEveryVendorOfTheContractButTheOneForTests() {
        Set<String> tested = rows().map(Row::word).collect(Collectors.toSet());
        tested.add(Vendors.X);

        assertThat(Vendors.words()).containsExactlyInAnyOrderElementsOf(tested);
        assertThat(Vendors.words())
                .containsExactlyInAnyOrder(
                        "github",
                        "github-app",
                        "gitlab",
                        "generic",
                        "google",
                        "microsoft",
                        "discord",
                        "salesforce",
                        "slack",
                        "facebook",
                        "auth0",
                        "vk",
                        "yandex",
                        "apple",
                        "spotify",
                        "netid",
                        "dingtalk",
                        "patreon",
                        "line",
                        "linkedin",
                        "linkedin_v2",
                        "lark",
                        "x",
                        "amazon",
                        "uaepass");
    }

    @Test
    void refusesAVendorThatGrantsLessThanWasAskedFor() {
        Row row = new Row(
                "discord",
                Map.of("scope", new String[] {"identify", "email"}),
                Map.of(
                        "https://discord.com/api/v9/oauth2/token",
                        "{\"access_token\": \"at\", \"scope\": \"identify\"}"),
                "",
                Map.of());

        assertThatThrownBy(() -> provider(row, wire(row))
                        .redeem(Map.of("code", "c"), "")
                        .await()
                        .indefinitely())
                .isInstanceOf(NotAccepted.class);
    }

    @Test
    void refusesAMicrosoftTokenOfAnotherTenantThanTheOneThatWasAsked() {
        Row common = microsoft("https://login.microsoftonline.com/" + TENANT);
        String other = "00000000-1111-2222-3333-444444444444";
        Map<String, String> replies = new HashMap<>(common.replies());
        replies.put(
                "https://login.microsoftonline.com/" + other + "/oauth2/v2.0/token",
                replies.get("https://login.microsoftonline.com/common/oauth2/v2.0/token"));
        Row row = new Row("microsoft", Map.of("microsoft_tenant", other), replies, "", Map.of());

        assertThatThrownBy(() -> provider(row, wire(row))
                        .redeem(Map.of("code", "c"), "")
                        .await()
                        .indefinitely())
                .isInstanceOf(NotAccepted.class)
                .hasMessageContaining("tenant");
    }

    @Test
    void takesTheMicrosoftSubjectFromWhereTheConfigurationSays() {
        Row common = microsoft("https://login.microsoftonline.com/" + TENANT);
        Row row = new Row(
                "microsoft",
                Map.of("microsoft_tenant", "common", "subject_source", "oid"),
                common.replies(),
                "",
                Map.of());

        Account account =
                provider(row, wire(row)).redeem(Map.of("code", "c"), "").await().indefinitely();

        assertThat(account.subject()).isEqualTo("the object");
    }

    @Test
    void asksAppleForAFormAndSignsTheClientsSecret() {
        Row row = apple();
        FakeWire wire = wire(row);
        Provider provider = provider(row, wire);

        String page = provider.authorize(new Provider.Asked("s", false, Map.of()))
                .await()
                .indefinitely()
                .address();
        Account account = provider.redeem(
                        Map.of("code", "c", "user", "{\"name\": {\"firstName\": \"Jane\", \"lastName\": \"Doe\"}}"), "")
                .await()
                .indefinitely();

        assertThat(page).contains("response_mode=form_post");
        assertThat(account.claims().path("given_name").asText()).isEqualTo("Jane");
        assertThat(wire.to("https://appleid.apple.com/auth/token").body()).contains("client_secret=eyJ");
    }

    @Test
    void takesAnIdTokenThatAnAppGotFromGoogleForOneOfItsAudiences() {
        Row row = new Row(
                "google",
                Map.of("additional_id_token_audiences", new String[] {"the app"}),
                Map.of("https://www.googleapis.com/oauth2/v3/certs", "{\"keys\": [" + KEY.jwk() + "]}"),
                "",
                Map.of());
        Provider provider = provider(row, wire(row));

        String token = idToken("https://accounts.google.com", Map.of("aud", "the app", "nonce", "n"));
        assertThat(provider.verify(token)
                        .await()
                        .indefinitely()
                        .claims()
                        .path("nonce")
                        .asText())
                .isEqualTo("n");
        String others = idToken("https://accounts.google.com", Map.of("aud", "another app"));
        assertThatThrownBy(() -> provider.verify(others).await().indefinitely()).isInstanceOf(NotAccepted.class);
    }

    @Test
    void signsInByXWithRequestsThatAreSigned() {
        String at = "https://api.twitter.com/oauth/";
        FakeWire wire = new FakeWire()
                .at(
                        at + "request_token",
                        "oauth_token=NPcudxy0&oauth_token_secret=veNRnAWe&oauth_callback_confirmed=true")
                .at(
                        at + "access_token",
                        "oauth_token=6253282&oauth_token_secret=2EEfA6BG&user_id=6253282&screen_name=api")
                .at("https://api.twitter.com/1.1/account/verify_credentials.json", """
                        {"id": 6253282, "id_str": "6253282", "name": "X API", "screen_name": "api",
                         "profile_image_url_https": "https://pbs.twimg.com/1.png", "url": "https://x.com", "email": "api@example.com"}
                        """);
        Row row = new Row("x", Map.of("scope", new String[] {"email"}), Map.of(), "", Map.of());
        Provider provider = new OAuth1Provider(settings(row), "https://suite/callback/x", wire, Clock.systemUTC());

        Provider.Departure departure = provider.authorize(new Provider.Asked("a state", false, Map.of()))
                .await()
                .indefinitely();
        Account account = provider.redeem(
                        Map.of("oauth_token", "NPcudxy0", "oauth_verifier", "uw7NjWHT"), departure.verifier())
                .await()
                .indefinitely();

        assertThat(departure.address()).isEqualTo(at + "authenticate?oauth_token=NPcudxy0");
        assertThat(wire.to(at + "request_token").headers().get("Authorization"))
                .startsWith("OAuth ")
                .contains(
                        "oauth_callback=\"https%3A%2F%2Fsuite%2Fcallback%2Fx%3Fstate%3Da%2520state%26code%3Dunused\"");
        assertThat(account.subject()).isEqualTo("6253282");
        assertThat(account.claims().path("preferred_username").asText()).isEqualTo("api");
    }

    static FakeWire wire(Row row) {
        FakeWire wire = new FakeWire();
        row.replies().forEach(wire::at);
        return wire;
    }

    static Provider provider(Row row, FakeWire wire) {
        Clock clock = Clock.systemUTC();
        return new CodeProvider(
                settings(row),
                Vendors.of(row.word()).orElseThrow(),
                "https://suite/callback",
                wire,
                new Discovery(wire, clock),
                new IdTokens(new KeySets(wire, clock)));
    }

    /** As the configuration's file would give them. */
    private static ProviderSettings settings(Row row) {
        ObjectNode entry = Json.object()
                .put("id", "p")
                .put("provider", row.word())
                .put("client_id", "the client")
                .put("mapper_url", "base64://e30=");
        if (!row.word().equals("apple")) {
            entry.put("client_secret", "the secret");
        }
        row.settings().forEach((name, value) -> entry.set(name, Json.tree(value)));
        return Settings.of(entry);
    }

    /** Binds an entry by the configuration's own means. */
    private static final class Settings {

        static ProviderSettings of(JsonNode entry) {
            ObjectNode tree = Json.read("""
                    {"dsn": "memory", "serve": {"public": {"base_url": "http://127.0.0.1:4433/"},
                     "admin": {"base_url": "http://127.0.0.1:4434/"}},
                     "selfservice": {"default_browser_return_url": "http://127.0.0.1:4455/"},
                     "identity": {"default_schema_id": "default", "schemas": [{"id": "default", "url": "base64://e30="}]},
                     "secrets": {"cookie": ["a secret of the tests only"]}}
                    """, ObjectNode.class);
            tree.withObject("/selfservice/methods/oidc/config")
                    .withArray("/providers")
                    .add(entry);
            return Configuration.of(tree, Map.of(), Path.of("."))
                    .list("selfservice.methods.oidc.config.providers", ProviderSettings.class)
                    .getFirst();
        }
    }
}
