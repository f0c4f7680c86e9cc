package io.ostiary.courier;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.message.MessageSeal;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The service under test as its callers and its database see it. */
@Singleton
public class CourierService {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ServiceTokens tokens;
    private final MessageSeal cipher;
    private final Pool pool;

    CourierService(ServiceTokens tokens, MessageSeal cipher, Pool pool) {
        this.tokens = tokens;
        this.cipher = cipher;
        this.pool = pool;
    }

    public RequestSpecification admin() {
        return given().headers(EmbeddedKeys.throughGateway("courier", "admin", "127.0.0.1"));
    }

    public String send(String recipient, String template, Instant notAfter) {
        String message = UUID.randomUUID().toString();
        post(effect(message, "email", recipient, template, notAfter)).statusCode(204);
        return message;
    }

    public ValidatableResponse post(String body) {
        return given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.COURIER))
                .contentType("application/json")
                .body(body)
                .post("/internal/effects")
                .then();
    }

    public static String effect(String message, String via, String recipient, String template, Instant notAfter) {
        ObjectNode payload = Json.object()
                .put("message_id", message)
                .put("via", via.equals("twice") ? "email" : via)
                .put("recipient", recipient)
                .put("template_type", template);
        payload.set("data", data());
        if (notAfter != null) {
            payload.put("not_after", notAfter.toString());
        }
        ObjectNode effect = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("key", message + "/send")
                .put("type", "message.send");
        effect.set("payload", payload);
        return effect.toString();
    }

    public static ObjectNode data() {
        return Json.object()
                .put("to", "x")
                .put("subject", "stub")
                .put("body", "stub")
                .put("verification_code", "123456")
                .put("verification_url", "http://127.0.0.1/verify?code=123456&flow=x")
                .put("expires_in_minutes", 15);
    }

    public String insert(String recipient, String status, String due) {
        return insert(recipient, status, due, "verification_code_valid");
    }

    public String insert(String recipient, String status, String due, String template) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery("INSERT INTO message (id, type, channel, recipient, template_type, status, data, due_at)"
                        + " VALUES ($1, 'email', 'email', $2, $3, $4, $5, "
                        + due
                        + ")")
                .execute(Tuple.of(
                        id,
                        recipient,
                        template,
                        status,
                        io.vertx.core.buffer.Buffer.buffer(
                                cipher.seal(id, data().toString().getBytes(StandardCharsets.UTF_8)))))
                .await()
                .atMost(LIMIT);
        return id.toString();
    }

    public void awaitStatus(String message, String status) {
        await().atMost(LIMIT).until(() -> row(message).getString("status").equals(status));
    }

    public Row row(String message) {
        return pool.preparedQuery("SELECT * FROM message WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(message)))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next();
    }

    public JsonNode event(String message) {
        String payload = pool.preparedQuery("SELECT payload FROM outbox WHERE aggregateid = $1"
                        + " UNION ALL SELECT payload FROM outbox_published WHERE aggregateid = $1")
                .execute(Tuple.of(message))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getString(0);
        return Json.read(payload, JsonNode.class);
    }
}
