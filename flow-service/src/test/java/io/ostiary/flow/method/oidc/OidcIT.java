package io.ostiary.flow.method.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.CallConfig;
import io.ostiary.flow.SuiteClient;
import io.ostiary.testkit.openid.Parameters;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signing in by a provider, on the real services. */
@QuarkusTest
@TestProfile(OidcServices.class)
class OidcIT extends OidcCase {

    @Inject
    CallConfig addresses;

    @Test
    void signsUpWhoIsUnknownAndSignsInWhoIsKnown() {
        Map<String, Object> claims = somebody();

        Response first = through("registration", "acme", claims);
        first.then().statusCode(200);
        String identity = Browser.tree(first).at("/identity/id").asText();
        Response again = through("login", "acme", claims);

        again.then().statusCode(200);
        assertThat(Browser.tree(again).at("/session/identity/id").asText()).isEqualTo(identity);
        assertThat(Browser.tree(again)
                        .at("/session/authentication_methods/0/provider")
                        .asText())
                .isEqualTo("acme");
    }

    @Test
    void signsUpWhoSignsInWithoutAnAccount() {
        Response answer = through("login", "acme", somebody());

        answer.then().statusCode(200);
        assertThat(Browser.tree(answer).at("/identity/metadata_public/subject").asText())
                .isNotEmpty();
    }

    @Test
    void signsInWhoSignsUpAgain() {
        Map<String, Object> claims = somebody();
        through("registration", "acme", claims).then().statusCode(200);

        Response again = through("registration", "acme", claims);

        again.then().statusCode(200);
        assertThat(Browser.tree(again).has("session")).isTrue();
        assertThat(Browser.tree(again).has("identity")).isFalse();
    }

    @Test
    void countsAnAddressAsVerifiedThatTheProviderHasVerified() {
        Map<String, Object> claims = somebody();
        claims.put("email_verified", true);

        Response answer = through("registration", "acme", claims);

        assertThat(Browser.tree(answer)
                        .at("/identity/verifiable_addresses/0/verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void asksForWhatTheProviderDoesNotTell() {
        String subject = UUID.randomUUID().toString();
        Browser browser = new Browser(client);

        Response asked = through(browser, "registration", "acme", Map.of("sub", subject));
        asked.then().statusCode(400);
        JsonNode form = Browser.tree(asked);
        assertThat(SuiteClient.asksFor(form, "traits.email")).isTrue();
        assertThat(SuiteClient.asksFor(form, "password")).isFalse();
        String address = browser.leave(
                "registration", form, Map.of("provider", "acme", "traits", Map.of("email", subject + "@example.org")));
        Response done = browser.comeBack("acme", provider.agree(address, Map.of("sub", subject)));

        done.then().statusCode(200);
        assertThat(Browser.tree(done).at("/identity/traits/email").asText()).isEqualTo(subject + "@example.org");
    }

    @Test
    void addsAProviderToAnAccountOnceItsOwnerHasSignedIn() {
        Map<String, Object> claims = somebody();
        String email = client.person();
        claims.put("email", email);
        Browser browser = new Browser(client);

        Response asked = through(browser, "registration", "acme", claims);
        asked.then().statusCode(400);
        JsonNode login = Browser.tree(asked);
        assertThat(messages(asked)).contains("1010016");
        assertThat(SuiteClient.valueOf(login, "identifier")).isEqualTo(email);
        Response signedIn = browser.submit(
                "login", login, Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));

        signedIn.then().statusCode(200);
        assertThat(Browser.tree(signedIn).at("/session/authentication_methods").size())
                .isEqualTo(2);
        assertThat(Browser.tree(through("login", "acme", claims))
                        .at("/session/identity/traits/email")
                        .asText())
                .isEqualTo(email);
    }

    @Test
    void addsNoProviderToTheAccountOfSomebodyElse() {
        Map<String, Object> claims = somebody();
        claims.put("email", client.person());
        String other = client.person();
        Browser browser = new Browser(client);
        JsonNode login = Browser.tree(through(browser, "login", "acme", claims));

        Response refused = browser.submit(
                "login", login, Map.of("method", "password", "identifier", other, "password", SuiteClient.PASSWORD));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains("4010009");
    }

    @Test
    void connectsAndDisconnectsAProvider() {
        String email = client.person();
        Browser browser = signedIn(email);
        Map<String, Object> claims = somebody();
        JsonNode settings = browser.begin("settings", Map.of());

        String address = browser.leave("settings", settings, Map.of("link", "acme"));
        Response linked = browser.comeBack("acme", provider.agree(address, claims));
        linked.then().statusCode(200);
        assertThat(SuiteClient.valueOf(Browser.tree(linked), "unlink")).isEqualTo("acme");
        assertThat(Browser.tree(through("login", "acme", claims))
                        .at("/session/identity/traits/email")
                        .asText())
                .isEqualTo(email);
        browser.submit("settings", settings, Map.of("unlink", "acme")).then().statusCode(200);

        assertThat(Browser.tree(through("login", "acme", claims))
                        .at("/session/identity/traits/email")
                        .asText())
                .as("who has no account any more signs up")
                .isNotEqualTo(email);
    }

    @Test
    void keepsTheLastWayToSignIn() {
        Browser browser = new Browser(client);
        through(browser, "registration", "acme", somebody()).then().statusCode(200);
        JsonNode settings = browser.begin("settings", Map.of());

        Response refused = browser.submit("settings", settings, Map.of("unlink", "acme"));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains(REASON).contains("last way");
    }

    @Test
    void connectsNoAccountThatIsSomebodyElses() {
        Map<String, Object> claims = somebody();
        through("registration", "acme", claims).then().statusCode(200);
        Browser browser = signedIn(client.person());

        String address = browser.leave("settings", browser.begin("settings", Map.of()), Map.of("link", "acme"));
        Response refused = browser.comeBack("acme", provider.agree(address, claims));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains("4000007");
    }

    private Browser signedIn(String email) {
        Browser browser = new Browser(client);
        browser.submit(
                        "login",
                        browser.begin("login", Map.of()),
                        Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD))
                .then()
                .statusCode(200);
        return browser;
    }

    @Test
    void takesJsonWithoutAntiForgeryTokenButNoForm() {
        Browser browser = new Browser(client);
        JsonNode flow = browser.begin("login", Map.of());

        browser.request("application/json")
                .contentType(ContentType.JSON)
                .queryParam("flow", flow.path("id").asText())
                .body("{\"method\":\"oidc\",\"provider\":\"acme\"}")
                .post("/self-service/login")
                .then()
                .statusCode(422);
        browser.request("text/html")
                .contentType("application/x-www-form-urlencoded")
                .queryParam("flow", flow.path("id").asText())
                .body("provider=acme")
                .post("/self-service/login")
                .then()
                .header("Location", org.hamcrest.Matchers.containsString("/error?id="));
    }

    @Test
    void givesAnAppItsSessionForBothHalvesOfACode() {
        Map<String, Object> claims = somebody();
        JsonNode flow = client.begin(
                "login",
                null,
                Map.of("return_session_token_exchange_code", "true", "return_to", "http://127.0.0.1:4455/app"));
        Response left = client.submit("login", flow, null, Map.of("method", "oidc", "provider", "acme"));
        left.then().statusCode(422);
        Map<String, String> brought =
                provider.agree(Browser.tree(left).path("redirect_browser_to").asText(), claims);

        Response back = new Browser(client).comeBack("text/html", "acme", brought);

        back.then().statusCode(303);
        String location = back.header("Location");
        assertThat(location).startsWith("http://127.0.0.1:4455/app?code=");
        assertThat(back.cookies()).doesNotContainKey("ory_kratos_session");
        client.flows(null)
                .queryParam(
                        "init_code", flow.path("session_token_exchange_code").asText())
                .queryParam(
                        "return_to_code",
                        Parameters.read(location.substring(location.indexOf('?') + 1))
                                .get("code"))
                .get("/sessions/token-exchange")
                .then()
                .statusCode(200);
    }

    @Test
    void tellsAnAppWhichFormAsksForWhatTheProviderDoesNotTell() {
        JsonNode flow = client.begin(
                "registration",
                null,
                Map.of("return_session_token_exchange_code", "true", "return_to", "http://127.0.0.1:4455/app"));
        Response left = client.submit("registration", flow, null, Map.of("method", "oidc", "provider", "acme"));
        Map<String, String> brought = provider.agree(
                Browser.tree(left).path("redirect_browser_to").asText(),
                Map.of("sub", UUID.randomUUID().toString()));

        Response back = new Browser(client).comeBack("text/html", "acme", brought);

        back.then().statusCode(303);
        assertThat(back.header("Location"))
                .isEqualTo("http://127.0.0.1:4455/app?flow=" + flow.path("id").asText());
        JsonNode asks = Browser.tree(
                client.flows(null).queryParam("id", flow.path("id").asText()).get("/self-service/registration/flows"));
        assertThat(SuiteClient.asksFor(asks, "traits.email")).isTrue();
    }

    @Test
    void knowsNoBrowserOfAnAppThatWaitsForNoCode() {
        Response left = client.submit(
                "login", client.begin("login", null, Map.of()), null, Map.of("method", "oidc", "provider", "acme"));
        Map<String, String> brought =
                provider.agree(Browser.tree(left).path("redirect_browser_to").asText(), somebody());

        new Browser(client).comeBack("acme", brought).then().statusCode(400);
    }

    @Test
    void keepsTheProvidersTokensForTheAdminSideAlone() {
        Response answer = through("registration", "acme", somebody());
        String identity = Browser.tree(answer).at("/identity/id").asText();

        JsonNode told = Browser.tree(given().headers(EmbeddedKeys.throughGateway("identity", "admin", "127.0.0.1"))
                .queryParam("include_credential", "oidc")
                .get(addresses.identity().url() + "/admin/identities/" + identity));

        assertThat(answer.asString()).doesNotContain("a refresh token");
        JsonNode link = told.at("/credentials/oidc/config/providers/0");
        assertThat(link.path("initial_refresh_token").asText()).isEqualTo("a refresh token");
        assertThat(link.path("initial_access_token").asText()).isNotEmpty();
        assertThat(link.path("initial_id_token").asText()).startsWith("eyJ");
    }

    @Test
    void sendsABrowserOnThatIsSignedInAlready() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        Map<String, String> brought = provider.agree(address, somebody());
        browser.comeBack("acme", brought).then().statusCode(200);

        Response again = browser.comeBack("text/html", "acme", brought);

        again.then().statusCode(303);
        assertThat(again.header("Location")).isEqualTo("http://127.0.0.1:4455/");
    }

    @Test
    void asksAProvidersFormToComeOnceMoreWithItsCookies() {
        Response answer = client.browser("text/html")
                .contentType("application/x-www-form-urlencoded")
                .body("state=a+state&code=a+code")
                .post("/self-service/methods/oidc/callback/acme");

        answer.then().statusCode(302);
        assertThat(answer.header("Location"))
                .startsWith("http://127.0.0.1:4433/self-service/methods/oidc/callback/acme?")
                .contains("state=a%20state")
                .contains("code=a%20code");
    }
}
