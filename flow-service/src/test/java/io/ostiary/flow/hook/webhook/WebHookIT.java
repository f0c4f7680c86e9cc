package io.ostiary.flow.hook.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.SuiteClient;
import io.ostiary.flow.hook.webhook.Receiver.Call;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and receivers see of web hooks, with real calls. */
@QuarkusTest
@TestProfile(HookedServices.class)
class WebHookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSED = """
            {"messages": [{"instance_ptr": "#/identifier", "messages": [{"id": 1234, "text": "not you", "type": "error"}]}]}
            """;

    @Inject
    SuiteClient client;

    private final Receiver receiver = StartHookedServices.receiver();

    @BeforeEach
    void forget() {
        receiver.reset();
    }

    @Test
    void tellsReceiverWhoIsAboutToSignIn() {
        String email = client.person();

        signIn(email).then().statusCode(200);

        JsonNode told = receiver.calls("/guard").getFirst().json().path("all");
        assertThat(told.at("/identity/traits/email").asText()).isEqualTo(email);
        assertThat(told.at("/session/authentication_methods/0/method").asText()).isEqualTo("password");
        assertThat(told.at("/flow/transient_payload").isObject()).isTrue();
        assertThat(told.at("/request_method").asText()).isEqualTo("POST");
        assertThat(told.toString()).doesNotContain(SuiteClient.PASSWORD);
    }

    @Test
    void tellsReceiverNothingThatOpensAnAccount() {
        Response begun = client.browser("application/json")
                .cookie("ory_kratos_session", "a session of somebody")
                .cookie("theme", "dark")
                .get("/self-service/login/browser");

        JsonNode told = receiver.calls("/before-login").getFirst().json().path("all");
        assertThat(told.at("/request_cookies/theme").asText()).isEqualTo("dark");
        assertThat(told.toString())
                .doesNotContain("a session of somebody")
                .doesNotContain(SuiteClient.valueOf(tree(begun), "csrf_token"));
    }

    @Test
    void refusesLoginWithReceiversWords() {
        String email = client.person();
        receiver.reply("/guard", Receiver.json(403, REFUSED));

        Response answer = signIn(email);

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("not you");
        assertThat(answer.asString()).doesNotContain("session_token");
        assertThat(receiver.calls("/told")).isEmpty();
    }

    @Test
    void waitsForNoReceiverBeyondTheDeadline() {
        String email = client.person();
        CountDownLatch never = new CountDownLatch(1);
        receiver.reply("/guard", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        Response answer = signIn(email);
        never.countDown();

        answer.then().statusCode(504);
    }

    @Test
    void followsReceiverNowhere() {
        String email = client.person();
        receiver.reply("/guard", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(302, -1);
        });

        signIn(email).then().statusCode(502);
    }

    @Test
    void readsNoAnswerOf100Megabytes() {
        String email = client.person();
        byte[] part = new byte[1 << 20];
        receiver.reply("/guard", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(part);
            }
        });

        Response answer = signIn(email);

        answer.then().statusCode(400);
        assertThat(tree(answer).at("/error/code").asInt()).isEqualTo(500);
    }

    @Test
    void asksReceiverInTroubleThreeTimesAndSignsNobodyIn() {
        String email = client.person();
        receiver.reply("/guard", Receiver.status(500));

        Response answer = signIn(email);

        answer.then().statusCode(400);
        assertThat(tree(answer).at("/error/code").asInt()).isEqualTo(500);
        assertThat(receiver.calls("/guard")).hasSize(3);
    }

    @Test
    void endsProgramThatDoesNotEnd() {
        client.flows(null).get("/self-service/recovery/api").then().statusCode(500);

        assertThat(receiver.calls("/never")).isEmpty();
        signIn(client.person()).then().statusCode(200);
    }

    @Test
    void keepsIdentityWhoseSignUpNobodyWantedToHearOf() {
        String email = UUID.randomUUID() + "@example.org";
        receiver.reply("/signed-up", Receiver.status(400));

        signUp(email).then().statusCode(502);

        signIn(email).then().statusCode(200);
    }

    @Test
    void storesNobodyWhomReceiverRefuses() {
        String email = UUID.randomUUID() + "@example.org";
        receiver.reply("/sign-up", Receiver.json(400, REFUSED.replace("identifier", "traits/email")));

        signUp(email).then().statusCode(400);

        assertThat(signIn(email).statusCode()).isEqualTo(400);
        assertThat(receiver.calls("/signed-up")).isEmpty();
    }

    @Test
    void writesWhatReceiverMakesOfSomebody() {
        String email = UUID.randomUUID() + "@example.org";
        receiver.reply(
                "/sign-up",
                Receiver.json(
                        200,
                        "{\"identity\": {\"metadata_public\": {\"plan\": \"pro\"}, \"metadata_admin\": {\"n\": 1}}}"));

        Response answer = signUp(email);

        assertThat(tree(answer).at("/identity/metadata_public/plan").asText()).isEqualTo("pro");
        assertThat(receiver.calls("/signed-up")
                        .getFirst()
                        .json()
                        .at("/all/identity/metadata_public/plan")
                        .asText())
                .isEqualTo("pro");
        assertThat(answer.asString()).doesNotContain("metadata_admin");
    }

    @Test
    void tellsReceiverWithEitherKeyOnceSomebodyHasSignedIn() {
        String email = client.person();

        signIn(email).then().statusCode(200);

        Call call = toldOf(email, 1);
        for (String key : List.of(StartHookedServices.OLD_KEY, StartHookedServices.NEW_KEY)) {
            assertThatCode(() -> new Webhook(key).verify(call.body(), call.headers()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void tellsReceiverAgainUnderTheSameIdUntilItListens() {
        receiver.reply("/told", Receiver.status(503));

        String email = client.person();

        signIn(email).then().statusCode(200);
        Call first = toldOf(email, 1);
        receiver.reply("/told", Receiver.status(200));

        assertThat(toldOf(email, 2).header("webhook-id")).isEqualTo(first.header("webhook-id"));
    }

    @Test
    void listsWhatReceiverNeverTookAndSendsItAgain() {
        receiver.reply("/told", Receiver.status(410));
        String email = client.person();
        signIn(email).then().statusCode(200);
        String id = toldOf(email, 1).header("webhook-id");
        await().atMost(PATIENCE).until(() -> failed().contains(id));
        receiver.reply("/told", Receiver.status(200));

        admin().post("/admin/ostiary/webhooks/" + id + "/send").then().statusCode(204);

        assertThat(toldOf(email, 2).header("webhook-id")).isEqualTo(id);
        await().atMost(PATIENCE).until(() -> !failed().contains(id));
        admin().post("/admin/ostiary/webhooks/" + id + "/send").then().statusCode(404);
    }

    @Test
    void judgesByTheAddressThatReceiverPutIn() {
        String email = client.person();
        String token = client.signIn(email);
        String other = UUID.randomUUID() + "@example.org";
        JsonNode flow = client.begin("settings", token, Map.of());
        receiver.reply("/change", Receiver.json(200, "{\"identity\": {\"traits\": {\"email\": \"" + other + "\"}}}"));

        Response answer =
                client.submit("settings", flow, token, Map.of("method", "profile", "traits", Map.of("email", email)));

        assertThat(answer.asString()).contains("show_verification_ui").contains(other);
        assertThat(tree(client.whoami(token)).at("/identity/traits/email").asText())
                .isEqualTo(email);
    }

    /** What the receiver was told of one person; calls for those of other tests may come late. */
    private Call toldOf(String email, int number) {
        await().atMost(PATIENCE).until(() -> told(email).size() >= number);
        return told(email).get(number - 1);
    }

    private List<Call> told(String email) {
        return receiver.calls("/told").stream()
                .filter(call -> call.json().path("who").asText().equals(email))
                .toList();
    }

    private Call call(String path, int number) {
        await().atMost(PATIENCE).until(() -> receiver.calls(path).size() >= number);
        return receiver.calls(path).get(number - 1);
    }

    private String failed() {
        return admin().get("/admin/ostiary/webhooks?state=failed")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static RequestSpecification admin() {
        return given().headers(EmbeddedKeys.throughGateway("flow", "admin", "127.0.0.1"))
                .accept(ContentType.JSON);
    }

    private Response signIn(String email) {
        return client.submit(
                "login",
                client.begin("login", null, Map.of()),
                null,
                Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));
    }

    private Response signUp(String email) {
        return client.submit(
                "registration",
                client.begin("registration", null, Map.of()),
                null,
                Map.of("method", "password", "password", SuiteClient.PASSWORD, "traits", Map.of("email", email)));
    }

    private static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
