package io.ostiary.session.whoami;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.session.PostgresSessions;
import io.ostiary.session.token.SessionToken;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class WhoamiIT {

    private static final String HEADER = "X-Kratos-Authenticated-Identity-Id";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    SessionService service;

    @Inject
    SessionCookie cookies;

    @Inject
    PostgresSessions sessions;

    @TestHTTPResource("/")
    URI address;

    @Test
    void recognisesEachCarrierOfASession() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        String token = issued.token().reveal();
        String identity = issued.session().identity().id().toString();
        String cookie = cookies.seal(issued.token());

        // Then
        for (Response answer : List.of(
                service.open().header("X-Session-Token", token).get("/sessions/whoami"),
                service.open().header("Authorization", "Bearer " + token).get("/sessions/whoami"),
                service.open().header("Authorization", "bearer " + token).get("/sessions/whoami"),
                service.open().cookie("ory_kratos_session", cookie).get("/sessions/whoami"),
                service.open()
                        .cookie("ory_kratos_session", "garbage")
                        .header("Authorization", "Bearer " + token)
                        .get("/sessions/whoami"),
                service.open()
                        .cookie("ory_kratos_session", cookie)
                        .accept("text/html")
                        .get("/sessions/whoami"))) {
            answer.then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header(HEADER, identity)
                    .header("Cache-Control", "private, no-cache, no-store, must-revalidate")
                    .header("Ory-Session-Cache-For", "600")
                    .header("Set-Cookie", nullValue());
            assertThat(Json.read(answer.asString(), JsonNode.class)).isEqualTo(Json.tree(issued.session()));
        }
    }

    @Test
    void letsTheTokenHeaderDecide() {
        Secret valid = service.login(SessionService.person()).token();
        service.open()
                .header("X-Session-Token", "garbage")
                .cookie("ory_kratos_session", cookies.seal(valid))
                .get("/sessions/whoami")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesEverythingElse() {
        String token = service.login(SessionService.person()).token().reveal();
        List<Response> answers = new ArrayList<>();
        answers.add(service.open().header("X-Session-Token", "garbage").get("/sessions/whoami"));
        answers.add(service.open().header("Authorization", "Bearer garbage").get("/sessions/whoami"));
        answers.add(service.open().header("Authorization", "Basic " + token).get("/sessions/whoami"));
        answers.add(service.open().header("X-Session-Cookie", token).get("/sessions/whoami"));
        answers.add(service.open().cookie("ory_kratos_session", token).get("/sessions/whoami"));
        answers.add(service.open()
                .header("X-Session-Token", SessionToken.generate().reveal())
                .get("/sessions/whoami"));
        for (Response answer : answers) {
            answer.then().statusCode(401).body("error.code", equalTo(401)).header(HEADER, nullValue());
        }
        service.open().get("/sessions/whoami").then().statusCode(401).header("Ory-Session-Cache-For", "60");
    }

    @Test
    void refusesAnUnknownTokenizerTemplate() {
        String token = service.login(SessionService.person()).token().reveal();
        service.open()
                .header("X-Session-Token", token)
                .get("/sessions/whoami?tokenize_as=nothing")
                .then()
                .statusCode(400);
        service.open()
                .header("X-Session-Token", token)
                .get("/sessions/whoami?tokenize_as=")
                .then()
                .statusCode(200);
    }

    @Test
    void answersEveryMethodAlike() {
        String token = service.login(SessionService.person()).token().reveal();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            service.open()
                    .header("X-Session-Token", token)
                    .request(method, "/sessions/whoami")
                    .then()
                    .statusCode(200)
                    .body("devices", hasSize(1));
        }
        Response head = service.open().header("X-Session-Token", token).head("/sessions/whoami");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header(HEADER)).isNotEmpty();
        assertThat(head.asString()).isEmpty();
    }

    @Test
    void takesNoListenerThatTheGatewayDidNotProve() {
        Map<String, String> proved = EmbeddedKeys.throughGateway("session", "public", "127.0.0.1");

        given().redirects()
                .follow(false)
                .headers(proved)
                .get("/admin/sessions")
                .then()
                .statusCode(404);
        given().header("Ostiary-Listener", "admin")
                .get("/admin/sessions")
                .then()
                .statusCode(401);
        given().header("Ostiary-Listener", "admin")
                .header("Ostiary-Client-Address", "127.0.0.1")
                .header("Ostiary-Proof", proved.get("Ostiary-Proof"))
                .get("/admin/sessions")
                .then()
                .statusCode(401);
    }

    @Test
    void leavesTheConnectionUsableAfterABodyNobodyReads() throws Exception {
        // Given
        String token = service.login(SessionService.person()).token().reveal();
        String body = "x".repeat(100_000);
        String gateway = EmbeddedKeys.throughGateway("session", "public", "127.0.0.1").entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String post =
                "POST /sessions/whoami HTTP/1.1\r\nHost: a\r\n%sX-Session-Token: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(gateway, token, body.length(), body);
        String get = "GET /sessions/whoami HTTP/1.1\r\nHost: a\r\n%sX-Session-Token: %s\r\nConnection: close\r\n\r\n"
                .formatted(gateway, token);

        // When
        String answers;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write((post + get).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            answers = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }
}
