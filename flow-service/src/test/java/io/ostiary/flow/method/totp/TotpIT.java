package io.ostiary.flow.method.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.ostiary.flow.method.AtOnce;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Authenticator apps on the real services. */
@QuarkusTest
@TestProfile(RealServices.class)
class TotpIT {

    private static final Map<String, String> SECOND = Map.of("aal", "aal2");
    private static final Map<String, String> SECOND_AGAIN = Map.of("aal", "aal2", "refresh", "true");
    private static final int MOST_TRIES = 10;
    private static final int WRONG = 4000008;

    /** The step all codes of a test are counted from: one that began between two codes would make another right code. */
    private final long step = Instant.now().getEpochSecond() / 30;

    @Inject
    SuiteClient client;

    @Test
    void takesACodeOnceInWhicheverFlow() {
        String email = client.person();
        TotpSecret secret = enrol(email);
        String token = client.signIn(email);

        assertThat(message(submit(token, SECOND, code(secret, 0))))
                .as("the code that enrolled it")
                .isEqualTo(WRONG);
        submit(token, SECOND, code(secret, 1)).then().statusCode(200);
        assertThat(message(submit(token, SECOND_AGAIN, code(secret, 1)))).isEqualTo(WRONG);
        assertThat(client.whoami(token).statusCode()).isEqualTo(200);
    }

    @Test
    void countsNoCodeThatIsRightAndWasUsed() {
        String email = client.person();
        TotpSecret secret = enrol(email);
        String token = client.signIn(email);
        for (int i = 0; i <= MOST_TRIES; i++) {
            submit(token, SECOND, code(secret, 0)).then().statusCode(400);
        }

        submit(token, SECOND, code(secret, 1)).then().statusCode(200);
    }

    @Test
    void letsOneOfTwentyWin() {
        String email = client.person();
        TotpSecret secret = enrol(email);
        String token = client.signIn(email);
        JsonNode flow = client.begin("login", token, SECOND);
        Map<String, String> form = form(code(secret, 1));

        List<Integer> answers =
                AtOnce.run(20, () -> client.submit("login", flow, token, form).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).as("%s", answers).allMatch(status -> status == 200 || status == 400 || status == 429);
        assertThat(submit(token, SECOND_AGAIN, "000000").statusCode())
                .as("nobody is locked out by it")
                .isEqualTo(400);
    }

    @Test
    void takesACodeWithTheBlankThatAppsShow() {
        String email = client.person();
        TotpSecret secret = enrol(email);
        String token = client.signIn(email);
        String code = code(secret, 1);

        submit(token, SECOND, code.substring(0, 3) + " " + code.substring(3))
                .then()
                .statusCode(200);
    }

    @Test
    void showsAnotherSecretOnceTheAppWasTakenAway() {
        String email = client.person();
        TotpSecret secret = enrol(email);
        String token = client.signIn(email);
        submit(token, SECOND, code(secret, 1)).then().statusCode(200);

        JsonNode flow = client.begin("settings", token, Map.of());
        assertThat(SuiteClient.asksFor(flow, "totp_unlink")).isTrue();
        client.submit("settings", flow, token, Map.of("totp_unlink", "true"))
                .then()
                .statusCode(200);

        assertThat(secret(client.begin("settings", token, Map.of())).text()).isNotEqualTo(secret.text());
        assertThat(client.whoami(client.signIn(email)).statusCode())
                .as("one factor is enough again")
                .isEqualTo(200);
    }

    @Test
    void enrolsAgainInTheFlowInWhichTheAppWasTakenAway() {
        String token = client.signIn(client.person());
        JsonNode flow = client.begin("settings", token, Map.of());
        client.submit("settings", flow, token, form(code(secret(flow), 0)))
                .then()
                .statusCode(200);

        Response unlinked = client.submit("settings", flow, token, Map.of("totp_unlink", "true"));
        TotpSecret another = secret(Json.read(unlinked.asString(), JsonNode.class));

        client.submit("settings", flow, token, form(code(another, 0))).then().statusCode(200);
        assertThat(SuiteClient.asksFor(client.begin("settings", token, Map.of()), "totp_unlink"))
                .isTrue();
    }

    @Test
    void takesTheCodeOfTheSecretThatASavedFormShowsWhereThatFormIsSent() {
        String email = client.person();
        String token = client.signIn(email);
        Response saved = client.submit(
                "settings",
                client.begin("settings", token, Map.of()),
                token,
                Map.of("method", "profile", "traits", Map.of("email", email)));
        JsonNode flow = Json.read(saved.asString(), JsonNode.class);
        String action = flow.at("/ui/action").asText();
        JsonNode next = Json.object().put("id", action.substring(action.indexOf("flow=") + "flow=".length()));

        client.submit("settings", next, token, form(code(secret(flow), 0)))
                .then()
                .statusCode(200);
    }

    @Test
    void refusesACodeInAFormWithoutASecret() {
        String token = client.signIn(client.person());
        JsonNode flow = client.begin("settings", token, Map.of());
        client.submit("settings", flow, token, form(code(secret(flow), 0)))
                .then()
                .statusCode(200);

        client.submit("settings", flow, token, form("123456")).then().statusCode(400);
    }

    private TotpSecret enrol(String email) {
        String token = client.signIn(email);
        JsonNode flow = client.begin("settings", token, Map.of());
        TotpSecret secret = secret(flow);
        client.submit("settings", flow, token, form(code(secret, 0))).then().statusCode(200);
        return secret;
    }

    private static TotpSecret secret(JsonNode flow) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/id").asText().equals("totp_secret_key")) {
                String text = node.at("/attributes/text/context/secret").asText();
                return TotpSecret.of(Json.object().put("totp_url", "otpauth://totp/x?secret=" + text))
                        .orElseThrow();
            }
        }
        throw new AssertionError("no secret in " + flow);
    }

    /** The code of the test's beginning, or of steps later. */
    private String code(TotpSecret secret, int later) {
        return secret.code(step + later);
    }

    private static Map<String, String> form(String code) {
        return Map.of("method", "totp", "totp_code", code);
    }

    private Response submit(String token, Map<String, String> query, String code) {
        return client.submit("login", client.begin("login", token, query), token, form(code));
    }

    private static int message(Response answer) {
        return Json.read(answer.asString(), JsonNode.class)
                .at("/ui/messages/0/id")
                .asInt();
    }
}
