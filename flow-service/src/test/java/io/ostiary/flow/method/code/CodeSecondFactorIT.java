package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.ostiary.flow.RealServicesWithCodes;
import io.ostiary.flow.Store;
import io.ostiary.flow.SuiteClient;
import io.ostiary.flow.method.AtOnce;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Codes that are sent as a second factor, on the real services. Letters wait in the outbox: there is no courier. */
@QuarkusTest
@TestProfile(RealServicesWithCodes.class)
class CodeSecondFactorIT {

    private static final Map<String, String> SECOND = Map.of("aal", "aal2");
    private static final int WRONG = 4010008;

    @Inject
    SuiteClient client;

    @Inject
    Store store;

    @Inject
    DataSeal seal;

    private final String email = "second-" + UUID.randomUUID() + "@example.org";

    @Test
    void sendsTheCodeAsTheFlowBeginsAndTakesItOnce() {
        String token = signedIn();
        assertThat(client.whoami(token).statusCode()).isEqualTo(403);
        JsonNode flow = client.begin("login", token, SECOND);
        String code = lastCode();

        submit(flow, token, Map.of("method", "code", "code", code)).then().statusCode(200);

        assertThat(client.whoami(token).statusCode()).isEqualTo(200);
        Response again = submit(flow, client.signIn(email), Map.of("method", "code", "code", code));
        again.then().statusCode(400);
    }

    @Test
    void letsOneOfTwentyWin() {
        String token = signedIn();
        JsonNode flow = client.begin("login", token, SECOND);
        Map<String, String> form = Map.of("method", "code", "code", lastCode());

        List<Integer> answers = AtOnce.run(20, () -> submit(flow, token, form).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).as("%s", answers).allMatch(status -> status == 200 || status == 400 || status == 429);
        JsonNode another = client.begin("login", token, Map.of("aal", "aal2", "refresh", "true"));
        assertThat(message(submit(another, token, Map.of("method", "code", "code", "wrong!"))))
                .as("nobody is locked out by it")
                .isEqualTo(WRONG);
    }

    @Test
    void makesTheCodeBeforeVoidWhenAnotherIsAskedFor() {
        String token = signedIn();
        JsonNode flow = client.begin("login", token, SECOND);
        String first = lastCode();

        submit(flow, token, Map.of("method", "code", "resend", "code")).then().statusCode(400);
        String second = lastCode();

        assertThat(message(submit(flow, token, Map.of("method", "code", "code", first))))
                .isEqualTo(WRONG);
        submit(flow, token, Map.of("method", "code", "code", second)).then().statusCode(200);
    }

    @Test
    void sendsNothingToAnAddressThatIsNotTheirs() {
        String token = signedIn();
        JsonNode flow = client.begin("login", token, SECOND);
        long before = letters();

        Response answer =
                submit(flow, token, Map.of("method", "code", "resend", "code", "address", "elsewhere@example.org"));

        answer.then().statusCode(400);
        assertThat(letters()).isEqualTo(before);
        assertThat(message(answer)).isEqualTo(4000035);
    }

    @Test
    void takesNoCodeOfSomebodyElsesFlow() {
        String token = signedIn();
        JsonNode flow = client.begin("login", token, SECOND);
        String code = lastCode();
        String stranger = client.signIn(client.person());

        Response answer = submit(flow, stranger, Map.of("method", "code", "code", code));

        assertThat(message(answer)).isEqualTo(WRONG);
        assertThat(client.whoami(stranger).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesViaThatNamesNoAddress() {
        String token = signedIn();

        client.flows(token)
                .queryParams(Map.of("aal", "aal2", "via", "nothing"))
                .get("/self-service/login/api")
                .then()
                .statusCode(400);
    }

    private String signedIn() {
        client.personAt(email);
        return client.signIn(email);
    }

    private Response submit(JsonNode flow, String token, Map<String, String> fields) {
        return client.submit("login", flow, token, fields);
    }

    private long letters() {
        return store.count("SELECT count(*) FROM outbox WHERE type = 'message.send' AND aggregateid = '" + email + "'");
    }

    private String lastCode() {
        String payload = store.text("SELECT payload FROM outbox WHERE type = 'message.send' AND aggregateid = '" + email
                + "' ORDER BY position DESC LIMIT 1");
        return seal.open(Json.read(payload, JsonNode.class).path("data"))
                .path("login_code")
                .asText();
    }

    private static int message(Response answer) {
        return Json.read(answer.asString(), JsonNode.class)
                .at("/ui/messages/0/id")
                .asInt();
    }
}
