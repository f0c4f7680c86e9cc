package io.ostiary.flow.method.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.AtOnce;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.ostiary.flow.webauthn.EmulatedBrowser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Passkeys on the real identity-service and session-service, with an emulated browser. */
@QuarkusTest
@TestProfile(RealServices.class)
class PasskeyIT {

    private static final String PAGE = "http://localhost:4455";
    private static final String WRONG = "4000043";

    @Inject
    SuiteClient client;

    @Test
    void signsUpAndIn() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        String email = signedUp(browser);

        Response answer = signIn(client.begin("login", null, Map.of()), browser);

        answer.then().statusCode(200);
        JsonNode session = tree(answer).path("session");
        assertThat(session.at("/authentication_methods/0/method").asText()).isEqualTo("passkey");
        assertThat(session.path("authenticator_assurance_level").asText()).isEqualTo("aal1");
        assertThat(session.at("/identity/traits/email").asText()).isEqualTo(email);
    }

    @Test
    void keepsWhatItsCounterSays() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        String email = signedUp(browser);
        long before = count(email);

        signIn(client.begin("login", null, Map.of()), browser).then().statusCode(200);

        AtOnce.until(() -> count(email) > before);
        assertThat(key(email).at("/authenticator/clone_warning").asBoolean(true))
                .isFalse();
    }

    @Test
    void reportsACounterThatWentBack() {
        EmulatedBrowser browser = EmulatedBrowser.stuckAt(PAGE, 7);
        String email = signedUp(browser);

        signIn(client.begin("login", null, Map.of()), browser).then().statusCode(200);

        AtOnce.until(() -> key(email).at("/authenticator/clone_warning").asBoolean());
    }

    @Test
    void takesAnAnswerOnce() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        signedUp(browser);
        JsonNode flow = client.begin("login", null, Map.of());
        Map<String, String> answer = answering(flow, browser);
        client.submit("login", flow, null, answer).then().statusCode(200);

        refused(client.submit("login", flow, null, answer));
        refused(client.submit("login", client.begin("login", null, Map.of()), null, answer));
    }

    @Test
    void refusesAnAnswerForAnotherPage() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        signedUp(browser);

        refused(signIn(client.begin("login", null, Map.of()), browser.goTo("http://localhost:1234")));
    }

    @Test
    void letsOneOfTwentySignInsWin() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        signedUp(browser);
        JsonNode flow = client.begin("login", null, Map.of());
        Map<String, String> answer = answering(flow, browser);

        List<Integer> answers = AtOnce.times(
                20, () -> client.submit("login", flow, null, answer).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).allMatch(status -> status < 500);
        signIn(client.begin("login", null, Map.of()), browser).then().statusCode(200);
    }

    @Test
    void letsOneOfTwentySignUpsWin() {
        JsonNode flow = beginSignUp();
        String made = EmulatedBrowser.at(PAGE).create(toMake(flow)).toString();

        List<Integer> answers = AtOnce.times(
                20,
                () -> client.submit("registration", flow, null, signUp(email(), made))
                        .statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).allMatch(status -> status < 500);
    }

    @Test
    void takesANewPasskeyOnceTheAddressIsRight() {
        JsonNode flow = beginSignUp();
        String made = EmulatedBrowser.at(PAGE).create(toMake(flow)).toString();

        client.submit("registration", flow, null, signUp("nowhere", made))
                .then()
                .statusCode(400);

        client.submit("registration", flow, null, signUp(email(), made)).then().statusCode(200);
    }

    @Test
    void refusesToSignUpForAnotherPage() {
        JsonNode flow = beginSignUp();
        String made =
                EmulatedBrowser.at("http://localhost:1234").create(toMake(flow)).toString();

        refused(client.submit("registration", flow, null, signUp(email(), made)));
    }

    @Test
    void addsAPasskeyToAnAccountWithAPassword() {
        String email = client.person();
        String token = client.signIn(email);
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);

        add(token, browser).then().statusCode(200);

        assertThat(signedInAs(browser)).isEqualTo(email);
        assertThat(client.credentials(email, "passkey")
                        .at("/config/user_handle")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void keepsOneHandleForAllPasskeysOfAnAccount() {
        EmulatedBrowser first = EmulatedBrowser.at(PAGE);
        String email = signedUp(first);
        String token = tree(signIn(client.begin("login", null, Map.of()), first))
                .path("session_token")
                .asText();
        EmulatedBrowser second = EmulatedBrowser.at(PAGE);

        add(token, second).then().statusCode(200);

        assertThat(client.credentials(email, "passkey").path("identifiers")).hasSize(1);
        assertThat(signedInAs(first)).isEqualTo(email);
        assertThat(signedInAs(second)).isEqualTo(email);
    }

    @Test
    void doesNotRemoveTheLastWayToSignIn() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        String email = signedUp(browser);
        String token = tree(signIn(client.begin("login", null, Map.of()), browser))
                .path("session_token")
                .asText();
        JsonNode flow = client.begin("settings", token, Map.of());

        Response answer = client.submit(
                "settings", flow, token, Map.of("passkey_remove", SuiteClient.valueOf(flow, "passkey_remove")));

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4000001");
        assertThat(signedInAs(browser)).isEqualTo(email);
    }

    @Test
    void removesAPasskeyThatIsNotTheLastWayIn() {
        String email = client.person();
        String token = client.signIn(email);
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        add(token, browser).then().statusCode(200);
        JsonNode flow = client.begin("settings", token, Map.of());

        client.submit("settings", flow, token, Map.of("passkey_remove", SuiteClient.valueOf(flow, "passkey_remove")))
                .then()
                .statusCode(200);

        signIn(client.begin("login", null, Map.of()), browser).then().statusCode(400);
        add(token, EmulatedBrowser.at(PAGE)).then().statusCode(200);
    }

    @Test
    void confirmsASessionByOneOfItsOwnPasskeys() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        signedUp(browser);
        String token = tree(signIn(client.begin("login", null, Map.of()), browser))
                .path("session_token")
                .asText();
        JsonNode flow = client.begin("login", token, Map.of("refresh", "true"));
        assertThat(toSign(flow).at("/publicKey/allowCredentials")).hasSize(1);

        client.submit("login", flow, token, answering(flow, browser)).then().statusCode(200);
    }

    @Test
    void doesNotKnowAStranger() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        // A key of a sign-up that was never finished.
        browser.create(toMake(beginSignUp()));

        Response answer = signIn(client.begin("login", null, Map.of()), browser);

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4000015");
    }

    /** A sign-up whose profile is told, so that the form offers ways to sign in. */
    private JsonNode beginSignUp() {
        JsonNode flow = client.begin("registration", null, Map.of());
        Response methods = client.submit(
                "registration", flow, null, Map.of("method", "profile", "traits", Map.of("email", email())));
        return tree(methods);
    }

    private String signedUp(EmulatedBrowser browser) {
        String email = email();
        JsonNode flow = beginSignUp();
        client.submit(
                        "registration",
                        flow,
                        null,
                        signUp(email, browser.create(toMake(flow)).toString()))
                .then()
                .statusCode(200);
        return email;
    }

    private static Map<String, Object> signUp(String email, String made) {
        return Map.of("method", "passkey", "traits", Map.of("email", email), "passkey_register", made);
    }

    private Response signIn(JsonNode flow, EmulatedBrowser browser) {
        return client.submit("login", flow, null, answering(flow, browser));
    }

    private static Map<String, String> answering(JsonNode flow, EmulatedBrowser browser) {
        return Map.of(
                "method", "passkey", "passkey_login", browser.get(toSign(flow)).toString());
    }

    private String signedInAs(EmulatedBrowser browser) {
        Response answer = signIn(client.begin("login", null, Map.of()), browser);
        answer.then().statusCode(200);
        return tree(answer).at("/session/identity/traits/email").asText();
    }

    private Response add(String token, EmulatedBrowser browser) {
        JsonNode flow = client.begin("settings", token, Map.of());
        ObjectNode options = Json.read(SuiteClient.valueOf(flow, "passkey_create_data"), ObjectNode.class);
        return client.submit(
                "settings",
                flow,
                token,
                Map.of(
                        "method",
                        "passkey",
                        "passkey_settings_register",
                        browser.create(options).toString()));
    }

    private static JsonNode toMake(JsonNode flow) {
        return Json.read(SuiteClient.valueOf(flow, "passkey_create_data"), JsonNode.class)
                .path("credentialOptions");
    }

    private static JsonNode toSign(JsonNode flow) {
        return Json.read(SuiteClient.valueOf(flow, "passkey_challenge"), JsonNode.class);
    }

    private JsonNode key(String email) {
        return client.credentials(email, "passkey").at("/config/credentials/0");
    }

    private long count(String email) {
        return key(email).at("/authenticator/sign_count").asLong();
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400);
        assertThat(answer.asString()).contains(WRONG);
    }

    private static String email() {
        return UUID.randomUUID() + "@example.org";
    }

    private static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
