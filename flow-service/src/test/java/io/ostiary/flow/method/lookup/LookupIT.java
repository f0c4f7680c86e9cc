package io.ostiary.flow.method.lookup;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backup codes on the real services. */
@QuarkusTest
@TestProfile(RealServices.class)
class LookupIT {

    private static final Map<String, String> SECOND = Map.of("aal", "aal2");
    private static final Map<String, String> SECOND_AGAIN = Map.of("aal", "aal2", "refresh", "true");
    private static final int MOST_TRIES = 10;
    private static final int USED = 4000012;

    @Inject
    SuiteClient client;

    @Test
    void takesACodeOnceAndTellsHowManyAreLeft() {
        String email = client.person();
        List<String> codes = confirmed(email);
        String token = client.signIn(email);

        submit(token, SECOND, codes.get(4)).then().statusCode(200);
        assertThat(message(submit(token, SECOND_AGAIN, codes.get(4)))).isEqualTo(USED);

        JsonNode settings = client.begin("settings", token, Map.of());
        assertThat(label(settings, "lookup_secret_reveal")).contains("11 of 12 left");
        JsonNode shown = tree(press(settings, token, "lookup_secret_reveal"));
        assertThat(codes(shown)).hasSize(11).doesNotContain(codes.get(4));
        assertThat(list(shown).get(4).path("id").asInt()).isEqualTo(1050014);
        assertThat(list(shown).get(4).at("/context/used_at").asText()).isNotEmpty();
    }

    @Test
    void countsNoCodeThatIsRightAndWasUsed() {
        String email = client.person();
        List<String> codes = confirmed(email);
        String token = client.signIn(email);
        submit(token, SECOND, codes.get(0)).then().statusCode(200);
        for (int i = 0; i <= MOST_TRIES; i++) {
            submit(token, SECOND_AGAIN, codes.get(0)).then().statusCode(400);
        }

        submit(token, SECOND_AGAIN, codes.get(1)).then().statusCode(200);
    }

    @Test
    void boundsGuessesByPerson() {
        String email = client.person();
        List<String> codes = confirmed(email);
        String token = client.signIn(email);
        for (int i = 0; i < MOST_TRIES; i++) {
            submit(token, SECOND, "guess" + i).then().statusCode(400);
        }

        submit(token, SECOND, codes.getFirst()).then().statusCode(429);
    }

    @Test
    void letsOneOfTwentyWin() {
        String email = client.person();
        List<String> codes = confirmed(email);
        String token = client.signIn(email);
        JsonNode flow = client.begin("login", token, SECOND);

        List<Integer> answers = AtOnce.run(
                20,
                () -> client.submit("login", flow, token, form(codes.getLast())).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).as("%s", answers).allMatch(status -> status == 200 || status == 400 || status == 429);
        assertThat(submit(token, SECOND_AGAIN, "wrong").statusCode())
                .as("nobody is locked out by it")
                .isEqualTo(400);
    }

    @Test
    void keepsNewCodesInTheFormUntilTheyAreConfirmed() {
        String email = client.person();
        String token = client.signIn(email);
        JsonNode flow = client.begin("settings", token, Map.of());
        List<String> codes = codes(tree(press(flow, token, "lookup_secret_regenerate")));

        Response elsewhere = client.submit("settings", flow, token, Map.of("method", "totp", "totp_code", "1"));

        elsewhere.then().statusCode(400);
        assertThat(codes(tree(elsewhere))).hasSize(12).isEqualTo(codes);
        press(flow, token, "lookup_secret_confirm").then().statusCode(200);
        String other = client.signIn(email);
        submit(other, SECOND, codes.getFirst()).then().statusCode(200);
        press(flow, token, "lookup_secret_confirm").then().statusCode(400);
    }

    @Test
    void isNoFactorAnyMoreOnceItWasTurnedOff() {
        String email = client.person();
        List<String> codes = confirmed(email);
        String token = client.signIn(email);
        submit(token, SECOND, codes.getFirst()).then().statusCode(200);
        press(client.begin("settings", token, Map.of()), token, "lookup_secret_disable")
                .then()
                .statusCode(200);

        String other = client.signIn(email);
        assertThat(client.whoami(other).statusCode()).isEqualTo(200);
        assertThat(message(client.submit("login", client.begin("login", other, SECOND), other, form(codes.get(1)))))
                .isEqualTo(4000014);
    }

    private List<String> confirmed(String email) {
        String token = client.signIn(email);
        JsonNode flow = client.begin("settings", token, Map.of());
        List<String> codes = codes(tree(press(flow, token, "lookup_secret_regenerate")));
        press(flow, token, "lookup_secret_confirm").then().statusCode(200);
        return codes;
    }

    private Response press(JsonNode flow, String token, String button) {
        return client.submit("settings", flow, token, Map.of("method", "lookup_secret", button, true));
    }

    private static List<String> codes(JsonNode flow) {
        List<String> codes = new ArrayList<>();
        list(flow).forEach(each -> {
            if (each.at("/context/secret").isTextual()) {
                codes.add(each.at("/context/secret").asText());
            }
        });
        return codes;
    }

    private static JsonNode list(JsonNode flow) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/id").asText().equals("lookup_secret_codes")) {
                return node.at("/attributes/text/context/secrets");
            }
        }
        throw new AssertionError("no codes in " + flow);
    }

    private static String label(JsonNode flow, String name) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/name").asText().equals(name)) {
                return node.at("/meta/label/text").asText();
            }
        }
        return "";
    }

    private static Map<String, String> form(String code) {
        return Map.of("method", "lookup_secret", "lookup_secret", code);
    }

    private Response submit(String token, Map<String, String> query, String code) {
        return client.submit("login", client.begin("login", token, query), token, form(code));
    }

    private static int message(Response answer) {
        return tree(answer).at("/ui/messages/0/id").asInt();
    }

    private static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
