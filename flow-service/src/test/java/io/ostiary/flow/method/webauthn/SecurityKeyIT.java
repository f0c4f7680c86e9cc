package io.ostiary.flow.method.webauthn;

import static io.ostiary.flow.BrowserVisit.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.AtOnce;
import io.ostiary.flow.BrowserVisit;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.ostiary.flow.webauthn.EmulatedBrowser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Security keys as a second factor, on the real identity-service and session-service. */
@QuarkusTest
@TestProfile(RealServices.class)
class SecurityKeyIT {

    private static final String PAGE = "http://localhost:4455";
    private static final Map<String, String> SECOND = Map.of("aal", "aal2");

    @Inject
    SuiteClient client;

    @Test
    void addsAKeyAndStepsUpByIt() {
        String email = client.person();
        EmulatedBrowser key = EmulatedBrowser.at(PAGE);
        add(new BrowserVisit(client).signIn(email), key, "my key").then().statusCode(200);
        BrowserVisit visit = new BrowserVisit(client).signIn(email);

        Response answer = stepUp(visit, key);

        answer.then().statusCode(200);
        JsonNode session = tree(answer).path("session");
        assertThat(session.path("authenticator_assurance_level").asText()).isEqualTo("aal2");
        assertThat(session.at("/authentication_methods/1/method").asText()).isEqualTo("webauthn");
    }

    @Test
    void addingAKeyProvesItForTheSession() {
        String email = client.person();
        BrowserVisit visit = new BrowserVisit(client).signIn(email);

        add(visit, EmulatedBrowser.at(PAGE), "my key").then().statusCode(200);

        // Settings ask for the highest level that there is.
        JsonNode flow = visit.begin("settings", Map.of());
        assertThat(SuiteClient.asksFor(flow, "webauthn_remove")).isTrue();
        assertThat(client.credentials(email, "webauthn")
                        .at("/config/credentials/0/display_name")
                        .asText())
                .isEqualTo("my key");
    }

    @Test
    void refusesAKeyAtAnotherPage() {
        String email = client.person();
        EmulatedBrowser key = EmulatedBrowser.at(PAGE);
        add(new BrowserVisit(client).signIn(email), key, "").then().statusCode(200);
        BrowserVisit visit = new BrowserVisit(client).signIn(email);

        Response answer = stepUp(visit, key.goTo("http://localhost:1234"));

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4000043");
        stepUp(visit, key.goTo(PAGE)).then().statusCode(200);
    }

    @Test
    void refusesAnAnswerASecondTime() {
        String email = client.person();
        EmulatedBrowser key = EmulatedBrowser.at(PAGE);
        add(new BrowserVisit(client).signIn(email), key, "").then().statusCode(200);
        BrowserVisit visit = new BrowserVisit(client).signIn(email);
        JsonNode flow = visit.begin("login", SECOND);
        Map<String, String> answer = answering(flow, key);

        List<Integer> answers =
                AtOnce.times(20, () -> visit.submit("login", flow, answer).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).allMatch(status -> status < 500);
    }

    @Test
    void isNoFirstFactor() {
        String email = client.person();
        add(new BrowserVisit(client).signIn(email), EmulatedBrowser.at(PAGE), "")
                .then()
                .statusCode(200);
        BrowserVisit visit = new BrowserVisit(client);
        JsonNode flow = visit.begin("login", Map.of());

        Response answer = visit.submit("login", flow, Map.of("method", "webauthn", "identifier", email));

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4010002");
    }

    @Test
    void removesTheOnlyKeyOfAnAccountWithAPassword() {
        String email = client.person();
        BrowserVisit visit = new BrowserVisit(client).signIn(email);
        add(visit, EmulatedBrowser.at(PAGE), "").then().statusCode(200);
        JsonNode flow = visit.begin("settings", Map.of());

        visit.submit("settings", flow, Map.of("webauthn_remove", SuiteClient.valueOf(flow, "webauthn_remove")))
                .then()
                .statusCode(200);

        assertThat(client.whoami(client.signIn(email)).statusCode())
                .as("no second factor is left to ask for")
                .isEqualTo(200);
    }

    @Test
    void isFoundByTheOwnersAddressAlsoAfterAllKeysWereRemoved() {
        String email = client.person();
        BrowserVisit visit = new BrowserVisit(client).signIn(email);
        add(visit, EmulatedBrowser.at(PAGE), "").then().statusCode(200);
        JsonNode flow = visit.begin("settings", Map.of());
        visit.submit("settings", flow, Map.of("webauthn_remove", SuiteClient.valueOf(flow, "webauthn_remove")));

        add(visit, EmulatedBrowser.at(PAGE), "").then().statusCode(200);

        assertThat(client.credentials(email, "webauthn")
                        .path("identifiers")
                        .path(0)
                        .asText())
                .isEqualTo(email);
    }

    @Test
    void refusesANameThatNoListCouldShow() {
        Response answer =
                add(new BrowserVisit(client).signIn(client.person()), EmulatedBrowser.at(PAGE), "x".repeat(121));

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4000017");
    }

    @Test
    void isForBrowsersOnly() {
        String token = client.signIn(client.person());

        JsonNode flow = client.begin("settings", token, Map.of());

        assertThat(SuiteClient.asksFor(flow, "webauthn_register")).isFalse();
        client.submit("settings", flow, token, Map.of("method", "webauthn", "webauthn_register", "{}"))
                .then()
                .statusCode(400);
    }

    private static Response add(BrowserVisit visit, EmulatedBrowser key, String name) {
        JsonNode flow = visit.begin("settings", Map.of());
        JsonNode options = Json.read(SuiteClient.valueOf(flow, "webauthn_register_trigger"), JsonNode.class);
        return visit.submit(
                "settings",
                flow,
                Map.of(
                        "method",
                        "webauthn",
                        "webauthn_register",
                        key.create(options).toString(),
                        "webauthn_register_displayname",
                        name));
    }

    private static Response stepUp(BrowserVisit visit, EmulatedBrowser key) {
        JsonNode flow = visit.begin("login", SECOND);
        return visit.submit("login", flow, answering(flow, key));
    }

    private static Map<String, String> answering(JsonNode flow, EmulatedBrowser key) {
        JsonNode options = Json.read(SuiteClient.valueOf(flow, "webauthn_login_trigger"), JsonNode.class);
        return Map.of("method", "webauthn", "webauthn_login", key.get(options).toString());
    }
}
