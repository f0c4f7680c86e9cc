package io.ostiary.flow.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins that an OAuth2 server asks for: from its challenge back to it. */
@QuarkusTest
@TestProfile(RealServices.class)
class OAuth2LoginIT {

    private static final String PAGE = "text/html";
    private static final String SCRIPT = "application/json";
    private static final String LOGIN = "/self-service/login/browser";
    private static final String ACCEPTED = "http://hydra.example.org/oauth2/auth?accept";

    @Inject
    SuiteClient client;

    private final FakeOAuth2Server server = new FakeOAuth2Server();
    private final String challenge = "challenge+/=" + UUID.randomUUID();
    private PageBrowser browser;

    @BeforeEach
    void listen() {
        server.listen();
        browser = new PageBrowser(client);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void goesBackWithWhoSignedIn() {
        server.ask(challenge, false, "");
        JsonNode flow = browser.flowBehind("login", begin(PAGE));

        Response answer = signIn(PAGE, flow, client.person());

        answer.then().statusCode(303);
        assertThat(answer.header("Location")).isEqualTo(ACCEPTED);
        assertThat(answer.cookies()).containsKey("ory_kratos_session");
        FakeOAuth2Server.Told told = server.told.getFirst();
        assertThat(told.how()).isEqualTo("/accept");
        assertThat(told.challenge()).isEqualTo(challenge);
        assertThat(UUID.fromString(told.body().path("subject").asText())).isNotNull();
        assertThat(UUID.fromString(
                        told.body().path("identity_provider_session_id").asText()))
                .isNotNull();
        assertThat(told.body().path("amr").toString()).isEqualTo("[\"password\"]");
        assertThat(told.body().path("remember").asBoolean()).isTrue();
        assertThat(told.body().path("remember_for").asLong()).isEqualTo(86_400);
    }

    @Test
    void tellsAPagesScriptWhereTheBrowserGoes() {
        server.ask(challenge, false, "");
        JsonNode flow = tree(begin(SCRIPT));

        Response answer = signIn(SCRIPT, flow, client.person());

        answer.then().statusCode(422);
        assertThat(tree(answer).at("/error/id").asText()).isEqualTo("browser_location_change_required");
        assertThat(tree(answer).path("redirect_browser_to").asText()).isEqualTo(ACCEPTED);
    }

    @Test
    void showsPagesWhoAsksButNoSecret() {
        server.ask(challenge, false, "");

        JsonNode flow = browser.flowBehind("login", begin(PAGE));

        assertThat(flow.path("oauth2_login_challenge").asText()).isEqualTo(challenge);
        assertThat(flow.at("/oauth2_login_request/client/client_name").asText()).isEqualTo("The shop");
        assertThat(flow.toString()).doesNotContain("not for pages");
    }

    @Test
    void keepsTheChallengeThroughAWrongPassword() {
        server.ask(challenge, false, "");
        String email = client.person();
        JsonNode flow = tree(begin(SCRIPT));

        Response wrong = browser.submit(
                SCRIPT, "login", flow, Map.of("method", "password", "identifier", email, "password", "wrong"));

        wrong.then().statusCode(400);
        assertThat(tree(wrong).path("oauth2_login_challenge").asText()).isEqualTo(challenge);
        assertThat(server.told).isEmpty();
        signIn(SCRIPT, tree(wrong), email).then().statusCode(422);
    }

    @Test
    void asksAgainWhereTheServerDoes() {
        String email = signedIn();
        server.ask(challenge, false, "");

        JsonNode flow = browser.flowBehind("login", begin(PAGE));

        assertThat(flow.path("refresh").asBoolean()).isTrue();
        assertThat(server.told).isEmpty();
        assertThat(signIn(PAGE, flow, email).header("Location")).isEqualTo(ACCEPTED);
    }

    @Test
    void goesBackAtOnceWhereTheServerKnowsThePerson() {
        signedIn();
        String subject = subjectOfSession();
        server.ask(challenge, true, subject);

        Response answer = begin(PAGE);

        answer.then().statusCode(303);
        assertThat(answer.header("Location")).isEqualTo(ACCEPTED);
        assertThat(server.told.getLast().body().path("subject").asText()).isEqualTo(subject);
    }

    @Test
    void goesBackAtOnceFromAPagesScript() {
        signedIn();
        server.ask(challenge, true, subjectOfSession());

        Response answer = begin(SCRIPT);

        answer.then().statusCode(422);
        assertThat(tree(answer).path("redirect_browser_to").asText()).isEqualTo(ACCEPTED);
    }

    @Test
    void tellsTheServerThatSomebodyElseIsSignedIn() {
        signedIn();
        server.ask(challenge, true, UUID.randomUUID().toString());

        Response answer = begin(PAGE);

        assertThat(answer.header("Location")).isEqualTo("http://hydra.example.org/oauth2/auth?reject");
        assertThat(server.told.getLast().how()).isEqualTo("/reject");
        assertThat(server.told.getLast().body().path("error").asText()).isEqualTo("login_required");
    }

    @Test
    void showsAFormWhereTheServerKnowsThePersonAndNobodyIsSignedIn() {
        server.ask(challenge, true, UUID.randomUUID().toString());

        JsonNode flow = browser.flowBehind("login", begin(PAGE));

        assertThat(signIn(PAGE, flow, client.person()).header("Location"))
                .as("somebody else")
                .endsWith("?reject");
    }

    @Test
    void refusesAChallengeThatTheServerDoesNotKnow() {
        begin(SCRIPT).then().statusCode(400);
        browser.open(SCRIPT, LOGIN, Map.of("login_challenge", "")).then().statusCode(400);
    }

    @Test
    void goesOnWithAChallengeThatIsHandled() {
        server.ask(challenge, false, "");
        signIn(PAGE, browser.flowBehind("login", begin(PAGE)), client.person());

        Response answer = begin(PAGE);

        answer.then().statusCode(303);
        assertThat(answer.header("Location")).isEqualTo("http://hydra.example.org/oauth2/auth?handled");
    }

    @Test
    void isUnavailableWhileTheServerIsAway() {
        server.close();

        for (String client : new String[] {PAGE, SCRIPT}) {
            Response answer = begin(client);

            answer.then().statusCode(503);
            assertThat(answer.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void losesNothingWhileTheServerIsAwayAtTheEnd() {
        server.ask(challenge, false, "");
        String email = client.person();
        JsonNode flow = browser.flowBehind("login", begin(PAGE));
        server.close();

        Response away = signIn(PAGE, flow, email);

        away.then().statusCode(503);
        assertThat(away.header("Retry-After")).isNotNull();
        server.listen();
        assertThat(signIn(PAGE, flow, email).header("Location")).isEqualTo(ACCEPTED);
    }

    @Test
    void losesNoConfirmedSessionWhileTheServerIsAway() {
        String email = signedIn();
        server.ask(challenge, false, "");
        JsonNode flow = browser.flowBehind("login", begin(PAGE));
        server.close();

        signIn(PAGE, flow, email).then().statusCode(503);

        server.listen();
        assertThat(signIn(PAGE, flow, email).header("Location")).isEqualTo(ACCEPTED);
    }

    @Test
    void signsSomebodyUpForTheServer() {
        server.ask(challenge, false, "");
        JsonNode flow = browser.flowBehind(
                "registration",
                browser.open(PAGE, "/self-service/registration/browser", Map.of("login_challenge", challenge)));

        Response answer = browser.submit(
                PAGE,
                "registration",
                flow,
                Map.of(
                        "method",
                        "password",
                        "traits.email",
                        UUID.randomUUID() + "@example.org",
                        "password",
                        SuiteClient.PASSWORD));

        answer.then().statusCode(303);
        assertThat(answer.header("Location")).isEqualTo(ACCEPTED);
        assertThat(server.told.getFirst().body().path("amr").toString()).isEqualTo("[\"password\"]");
    }

    @Test
    void sendsSomebodyWhoIsSignedInFromSignUpToLogin() {
        signedIn();
        server.ask(challenge, false, "");

        Response answer =
                browser.open(PAGE, "/self-service/registration/browser", Map.of("login_challenge", challenge));

        assertThat(answer.header("Location"))
                .startsWith("http://127.0.0.1:4433/self-service/login/browser?login_challenge=challenge%2B%2F%3D");
    }

    private Response begin(String accept) {
        return browser.open(accept, LOGIN, Map.of("login_challenge", challenge));
    }

    private Response signIn(String accept, JsonNode flow, String email) {
        return browser.submit(
                accept,
                "login",
                flow,
                Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));
    }

    /** Signs somebody in. @return their address */
    private String signedIn() {
        String email = client.person();
        JsonNode flow = tree(browser.open(SCRIPT, LOGIN, Map.of()));
        signIn(SCRIPT, flow, email).then().statusCode(200);
        return email;
    }

    /** Whose session the browser has, as the server would hear it. */
    private String subjectOfSession() {
        Response confirm = browser.open(SCRIPT, "/self-service/settings/browser", Map.of());
        return tree(confirm).at("/identity/id").asText();
    }

    private static JsonNode tree(Response response) {
        return Json.read(response.asString(), JsonNode.class);
    }
}
