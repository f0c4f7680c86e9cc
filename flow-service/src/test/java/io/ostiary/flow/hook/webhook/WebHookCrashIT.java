package io.ostiary.flow.hook.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ostiary.contract.json.Json;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.ostiary.testkit.server.FreePorts;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** flow-service as it is built, killed while a receiver is being told. */
class WebHookCrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "eleven horses on a bridge";

    private final StartHookedServices services = new StartHookedServices();
    private final CountDownLatch never = new CountDownLatch(1);
    private Map<String, String> settings;
    private Map<String, String> environment;
    private ServiceProcess flows;
    private Receiver receiver;

    @BeforeEach
    void start() {
        settings = services.start();
        receiver = StartHookedServices.receiver();
        environment = new HashMap<>(Map.of(
                "OSTIARY_CONFIG", settings.get("ostiary.config"),
                "OSTIARY_KEYS", settings.get("OSTIARY_KEYS"),
                "OSTIARY_IDENTITY_URL", settings.get("ostiary.identity.url"),
                "OSTIARY_SESSION_URL", settings.get("ostiary.session.url")));
        PostgresServer.shared()
                .createDatabase("flow", Path.of("src", "main", "resources"))
                .settings()
                .forEach((name, value) -> {
                    if (name.startsWith("OSTIARY_")) {
                        environment.put(name, value);
                    }
                });
        flows = ServiceProcess.start("flow-service", FreePorts.next(), environment);
    }

    @AfterEach
    void stop() {
        never.countDown();
        if (flows != null) {
            flows.close();
        }
        services.stop();
    }

    @Test
    void tellsReceiverAfterAllThatWasBeingToldWhenTheServiceWasKilled() {
        receiver.reply("/told", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        signIn(person()).then().statusCode(200);
        await().atMost(PATIENCE).until(() -> receiver.calls("/told").size() == 1);

        flows.kill();
        receiver.reply("/told", Receiver.status(200));
        flows = ServiceProcess.start("flow-service", FreePorts.next(), environment);

        await().atMost(PATIENCE).until(() -> receiver.calls("/told").size() == 2);
        assertThat(receiver.calls("/told").get(1).header("webhook-id"))
                .isEqualTo(receiver.calls("/told").get(0).header("webhook-id"));
        await().atMost(PATIENCE).until(() -> admin("due").contains("\"webhooks\":[]"));
    }

    private String person() {
        String email = UUID.randomUUID() + "@example.org";
        given().headers(EmbeddedKeys.throughGateway("identity", "admin", "127.0.0.1"))
                .contentType(ContentType.JSON)
                .body(Json.text(Map.of(
                        "schema_id",
                        "default",
                        "traits",
                        Map.of("email", email),
                        "credentials",
                        Map.of("password", Map.of("config", Map.of("password", PASSWORD))))))
                .post(settings.get("ostiary.identity.url") + "/admin/identities")
                .then()
                .statusCode(201);
        return email;
    }

    private Response signIn(String email) {
        String flow = given().headers(EmbeddedKeys.throughGateway("flow", "public", "127.0.0.1"))
                .accept(ContentType.JSON)
                .get(flows.url() + "/self-service/login/api")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return given().headers(EmbeddedKeys.throughGateway("flow", "public", "127.0.0.1"))
                .accept(ContentType.JSON)
                .contentType(ContentType.JSON)
                .body(Json.text(Map.of("method", "password", "identifier", email, "password", PASSWORD)))
                .post(flows.url() + "/self-service/login?flow=" + flow);
    }

    private String admin(String state) {
        return given().headers(EmbeddedKeys.throughGateway("flow", "admin", "127.0.0.1"))
                .get(flows.url() + "/admin/ostiary/webhooks?state=" + state)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
