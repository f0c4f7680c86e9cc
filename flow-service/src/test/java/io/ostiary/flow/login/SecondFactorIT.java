package io.ostiary.flow.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What levels mean for logins: who is sent on to a second factor, and what counts as one. */
@QuarkusTest
@TestProfile(RealServices.class)
class SecondFactorIT {

    private static final Map<String, String> SECOND = Map.of("aal", "aal2");
    private static final Map<String, String> SECOND_AGAIN = Map.of("aal", "aal2", "refresh", "true");
    private static final int MOST_TRIES = 10;

    @Inject
    SuiteClient client;

    @Test
    void sendsPagesScriptOnToTheSecondFactor() {
        Response answer = signInByBrowser(
                enrolled(),
                Map.of("return_to", "http://127.0.0.1:4433/self-service/settings/browser"),
                "application/json");

        answer.then().statusCode(422);
        assertThat(tree(answer).path("redirect_browser_to").asText())
                .isEqualTo("http://127.0.0.1:4433/self-service/login/browser?aal=aal2"
                        + "&return_to=http%3A%2F%2F127.0.0.1%3A4433%2Fself-service%2Fsettings%2Fbrowser");
        assertThat(answer.cookies()).as("it has its session").containsKey("ory_kratos_session");
    }

    @Test
    void sendsBrowserOnToTheSecondFactor() {
        Response answer = signInByBrowser(enrolled(), Map.of(), "text/html");

        answer.then().statusCode(303);
        assertThat(answer.header("Location")).isEqualTo("http://127.0.0.1:4433/self-service/login/browser?aal=aal2");
    }

    @Test
    void sendsBrowserHomeThatHasAllItsFactors() {
        Response answer = signInByBrowser(client.person(), Map.of(), "text/html");

        assertThat(answer.header("Location")).isEqualTo("http://127.0.0.1:4455/");
    }

    @Test
    void tellsNobodyWhoseSessionItIsThatLacksAFactor() {
        String email = enrolled();

        JsonNode session = tree(client.submit(
                        "login",
                        client.begin("login", null, Map.of()),
                        null,
                        Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD)))
                .path("session");

        assertThat(session.path("identity").isNull()).isTrue();
    }

    @Test
    void takesNoFirstFactorForASecondOne() {
        String email = enrolled();
        String token = client.signIn(email);

        Response answer = client.submit(
                "login",
                client.begin("login", token, SECOND),
                token,
                Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));

        answer.then().statusCode(400);
        assertThat(tree(answer).at("/ui/messages/0/id").asInt()).isEqualTo(4010002);
        assertThat(client.whoami(token).statusCode()).isEqualTo(403);
    }

    @Test
    void confirmsTheSecondFactorOfASessionThatHasIt() {
        String token = client.signIn(enrolled());
        submitColour(client.begin("login", token, SECOND), token, "green")
                .then()
                .statusCode(200);

        submitColour(client.begin("login", token, SECOND_AGAIN), token, "green")
                .then()
                .statusCode(200);

        assertThat(tree(client.whoami(token)).path("authentication_methods")).hasSize(3);
    }

    @Test
    void boundsGuessesByPersonAcrossFlows() {
        String email = enrolled();
        String token = client.signIn(email);
        for (int i = 0; i < MOST_TRIES; i++) {
            submitColour(client.begin("login", token, SECOND), token, "red")
                    .then()
                    .statusCode(400);
        }

        String another = client.signIn(email);
        Response answer = submitColour(client.begin("login", another, SECOND), another, "green");

        answer.then().statusCode(429);
        assertThat(client.whoami(another).statusCode()).isEqualTo(403);
    }

    @Test
    void countsNoRightColourThatWasUsedBefore() {
        String token = client.signIn(enrolled());
        JsonNode flow = client.begin("login", token, SECOND_AGAIN);
        submitColour(flow, token, "green").then().statusCode(200);
        for (int i = 0; i < MOST_TRIES; i++) {
            submitColour(flow, token, "green").then().statusCode(400);
        }

        submitColour(client.begin("login", token, SECOND_AGAIN), token, "green")
                .then()
                .statusCode(200);
    }

    @Test
    void beginsTheOnlySecondFactorAtOnce() {
        String token = client.signIn(client.person(BeginsAtOnce.PREFIX));

        JsonNode flow = client.begin("login", token, SECOND);

        assertThat(flow.path("state").asText()).isEqualTo("sent_email");
        assertThat(flow.path("active").asText()).isEqualTo("at_once");
        JsonNode stored = tree(
                client.flows(token).queryParam("id", flow.path("id").asText()).get("/self-service/login/flows"));
        assertThat(stored.path("ui")).isEqualTo(flow.path("ui"));
        assertThat(SuiteClient.asksFor(stored, "method")).isTrue();
    }

    @Test
    void letsPeopleChooseBetweenSecondFactors() {
        String email = client.person(BeginsAtOnce.PREFIX);
        enrol(email);
        String token = client.signIn(email);

        assertThat(client.begin("login", token, SECOND).path("state").asText()).isEqualTo("choose_method");
    }

    private String enrolled() {
        String email = client.person();
        enrol(email);
        return email;
    }

    private void enrol(String email) {
        String token = client.signIn(email);
        client.submit("settings", client.begin("settings", token, Map.of()), token, naming("green"))
                .then()
                .statusCode(200);
    }

    private Response submitColour(JsonNode flow, String token, String colour) {
        return client.submit("login", flow, token, naming(colour));
    }

    private static Map<String, String> naming(String colour) {
        return Map.of("method", "favourite_colour", "colour", colour);
    }

    private Response signInByBrowser(String email, Map<String, String> query, String accept) {
        Response begun = client.flows(null).queryParams(query).get("/self-service/login/browser");
        begun.then().statusCode(200);
        JsonNode flow = tree(begun);
        Map<String, String> fields =
                new HashMap<>(Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));
        fields.put("csrf_token", SuiteClient.valueOf(flow, "csrf_token"));
        return client.browser(accept)
                .cookies(begun.cookies())
                .contentType(accept.equals("text/html") ? ContentType.URLENC : ContentType.JSON)
                .body(accept.equals("text/html") ? SuiteClient.form(fields) : Json.text(fields))
                .post("/self-service/login?flow=" + flow.path("id").asText());
    }

    private static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
