package io.ostiary.flow.method.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.RealServices;
import io.ostiary.flow.SuiteClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample on the real identity-service and session-service: what its folder brings is all there is of it. */
@QuarkusTest
@TestProfile(RealServices.class)
class SampleMethodIT {

    private static final Map<String, String> SECOND = Map.of("aal", "aal2");

    @Inject
    SuiteClient client;

    @Test
    void enrolsAndProvesIt() {
        String email = client.person();
        String token = client.signIn(email);
        assertThat(aal(token)).isEqualTo("aal1");

        JsonNode flow = client.begin("settings", token, Map.of());
        assertThat(SuiteClient.asksFor(flow, "colour")).isTrue();
        enrol(token, "green");

        assertThat(aal(token)).isEqualTo("aal2");
        JsonNode after = client.begin("settings", token, Map.of());
        assertThat(SuiteClient.asksFor(after, "colour_forget")).isTrue();
        assertThat(SuiteClient.asksFor(after, "colour")).isFalse();
    }

    @Test
    void forgetsWhatWasEnrolled() {
        String email = enrolled("green");
        String token = steppedUp(email, "green");

        client.submit("settings", client.begin("settings", token, Map.of()), token, Map.of("colour_forget", "true"))
                .then()
                .statusCode(200);

        signInByColour(email, "green").then().statusCode(400);
        assertThat(client.whoami(client.signIn(email)).statusCode())
                .as("no second factor is left to ask for")
                .isEqualTo(200);
    }

    @Test
    void signsIn() {
        String email = enrolled("green");

        Response answer = signInByColour(email, "green");

        answer.then().statusCode(200);
        assertThat(tree(answer).at("/session/authentication_methods/0/method").asText())
                .isEqualTo("favourite_colour");
        assertThat(tree(answer).at("/session/authenticator_assurance_level").asText())
                .isEqualTo("aal1");
    }

    @Test
    void stepsUp() {
        String email = enrolled("green");
        String token = client.signIn(email);
        assertThat(client.whoami(token).statusCode()).isEqualTo(403);

        JsonNode flow = client.begin("login", token, SECOND);
        assertThat(SuiteClient.asksFor(flow, "colour")).isTrue();
        assertThat(SuiteClient.asksFor(flow, "password")).isFalse();
        client.submit("login", flow, token, naming("green")).then().statusCode(200);

        assertThat(aal(token)).isEqualTo("aal2");
    }

    @Test
    void answersAtAPathOfItsOwn() {
        assertThat(client.flows(null)
                        .get("/self-service/methods/favourite_colour")
                        .asString())
                .isEqualTo("green");
    }

    @Test
    void isRefused() {
        String email = enrolled("green");

        Response answer = signInByColour(email, "red");

        answer.then().statusCode(400);
        assertThat(answer.asString()).contains("4000006");
        signInByColour("nobody-" + email, "green").then().statusCode(400);
    }

    @Test
    void letsOneOfTwentyAttemptsWin() {
        String email = enrolled("green");
        String token = client.signIn(email);
        JsonNode flow = client.begin("login", token, SECOND);

        List<Integer> answers = atOnce(
                20, () -> client.submit("login", flow, token, naming("green")).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(aal(token)).isEqualTo("aal2");
    }

    private static List<Integer> atOnce(int times, Callable<Integer> work) {
        CyclicBarrier start = new CyclicBarrier(times);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            return Stream.generate(() -> CompletableFuture.supplyAsync(() -> together(start, work), threads))
                    .limit(times)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Integer together(CyclicBarrier start, Callable<Integer> work) {
        try {
            start.await();
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String enrolled(String colour) {
        String email = client.person();
        enrol(client.signIn(email), colour);
        return email;
    }

    private void enrol(String token, String colour) {
        client.submit("settings", client.begin("settings", token, Map.of()), token, naming(colour))
                .then()
                .statusCode(200);
    }

    private String steppedUp(String email, String colour) {
        String token = client.signIn(email);
        client.submit("login", client.begin("login", token, SECOND), token, naming(colour))
                .then()
                .statusCode(200);
        return token;
    }

    private Response signInByColour(String email, String colour) {
        return client.submit(
                "login",
                client.begin("login", null, Map.of()),
                null,
                Map.of("method", "favourite_colour", "identifier", email, "colour", colour));
    }

    private static Map<String, String> naming(String colour) {
        return Map.of("method", "favourite_colour", "colour", colour);
    }

    private String aal(String token) {
        return tree(client.whoami(token)).path("authenticator_assurance_level").asText();
    }

    private static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
