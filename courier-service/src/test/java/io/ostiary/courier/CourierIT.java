package io.ostiary.courier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.ostiary.courier.message.MessageSeal;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class CourierIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    ServiceTokens tokens;

    @Inject
    MessageSeal messageSeal;

    @Inject
    DataSeal seal;

    @Inject
    Pool pool;

    @Test
    void mailLeavesAtOnce() throws Exception {
        // When
        String message = send("at-once@example.org", "verification_code_valid", null);

        // Then
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT)
                .until(() -> !MailServer.mailsTo("at-once@example.org").isEmpty());
        MimeMessage mail = MailServer.mailsTo("at-once@example.org").getFirst();
        assertThat(mail.getFrom()[0].toString())
                .contains("no-reply@example.org")
                .contains("Ostiary");
        assertThat(mail.getMessageID()).isEqualTo("<" + message + "@example.org>");
        assertThat(mail.getHeader("X-Suite")).containsExactly("ostiary");
        assertThat(mail.getSubject()).contains("123456");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("123456")
                .contains("http://127.0.0.1/verify?code=123456&flow=x")
                .contains("15 minutes");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("href=\"http://127.0.0.1/verify?code=123456&amp;flow=x\"");
    }

    @Test
    void blanksDataAndTellsTheEventWhenSent() {
        // When
        String message = send("blanked@example.org", "verification_code_valid", null);

        // Then
        awaitStatus(message, "sent");
        assertThat(row(message).getBuffer("data")).isNull();
        JsonNode event = event(message);
        assertThat(event.at("/type").textValue()).isEqualTo("courier.message_sent");
        assertThat(event.at("/data/template").textValue()).isEqualTo("verification_code_valid");
        assertThat(event.toString()).doesNotContain("blanked@").doesNotContain("123456");
    }

    @Test
    void storesDataSealedOnly() {
        // When
        String message = insert("sealed@example.org", "queued", "now() + interval '1 hour'");

        // Then
        assertThat(row(message).getBuffer("data").toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("123456");
    }

    @Test
    void dropsARepeatedEffect() throws Exception {
        // Given
        String body = effect(UUID.randomUUID().toString(), "twice", "once@example.org", "stub", null);

        // When
        post(body).statusCode(204);
        post(body).statusCode(204);

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("once@example.org").size() == 1);
        Thread.sleep(300);
        assertThat(MailServer.mailsTo("once@example.org")).hasSize(1);
    }

    @Test
    void opensDataThatWasSealedForItsWay() throws Exception {
        // When
        ObjectNode effect = (ObjectNode) Json.MAPPER.readTree(
                effect(UUID.randomUUID().toString(), "email", "way@example.org", "verification_code_valid", null));
        ((ObjectNode) effect.get("payload")).put("data", seal.seal(data()));
        post(effect.toString()).statusCode(204);

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("way@example.org").size() == 1);
        assertThat(MailServer.mailsTo("way@example.org").getFirst().getSubject())
                .contains("123456");
    }

    @Test
    void refusesAnIncompleteMessage() {
        post(effect(UUID.randomUUID().toString(), "pigeon", " ", "stub", null)).statusCode(400);
    }

    @Test
    void sendsAgainWhatADeadDispatcherHeld() {
        // When: a lease has ended in "sending".
        String message = insert("left@example.org", "sending", "now()");

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("left@example.org").size() == 1);
        awaitStatus(message, "sent");
        admin().get("/admin/courier/messages/" + message)
                .then()
                .statusCode(200)
                .body("send_count", equalTo(1))
                .body("dispatches.status", contains("success", "failed"));
    }

    @Test
    void leavesALeasedMessageAlone() throws Exception {
        // When
        insert("leased@example.org", "sending", "now() + interval '1 hour'");

        // Then
        Thread.sleep(300);
        assertThat(MailServer.mailsTo("leased@example.org")).isEmpty();
    }

    @Test
    void sendsAtMostOnceWhereAskedTo() {
        // When
        String message = insert("at-most-once@example.org", "sending", "now()", "login_code_valid");

        // Then
        awaitStatus(message, "abandoned");
        assertThat(MailServer.mailsTo("at-most-once@example.org")).isEmpty();
        assertThat(event(message).at("/data/reason").textValue()).isEqualTo("unknown");
    }

    @Test
    void abandonsWhatHasExpired() {
        // When
        String message = send(
                "late@example.org", "verification_code_valid", Instant.now().minusSeconds(1));

        // Then
        awaitStatus(message, "abandoned");
        assertThat(MailServer.mailsTo("late@example.org")).isEmpty();
        assertThat(row(message).getBuffer("data")).isNull();
        assertThat(event(message).at("/data/reason").textValue()).isEqualTo("expired");
        admin().get("/admin/courier/messages/" + message).then().body("send_count", equalTo(0));
    }

    @Test
    void abandonsAnUnknownTemplate() {
        // When
        String message = send("odd@example.org", "carrier_pigeon", null);

        // Then
        awaitStatus(message, "abandoned");
        assertThat(event(message).at("/data/reason").textValue()).isEqualTo("refused");
    }

    @Test
    void waitsForAMailServerThatIsAway() {
        // Given
        MailServer.goAway();
        String message = send("patient@example.org", "verification_code_valid", null);
        await().atMost(LIMIT).until(() -> row(message).getInteger("send_count") >= 2);

        // When
        MailServer.comeBack();

        // Then
        await().atMost(LIMIT)
                .until(() -> MailServer.mailsTo("patient@example.org").size() == 1);
        awaitStatus(message, "sent");
        assertThat(row(message).getInteger("failures")).isZero();
    }

    @Test
    void listsMessagesByRecipientAndStatus() {
        // Given
        String message = send("listed@example.org", "verification_code_valid", null);
        awaitStatus(message, "sent");

        // Then
        admin().queryParam("recipient", "listed@example.org")
                .queryParam("status", "sent")
                .get("/admin/courier/messages")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].id", equalTo(message))
                .body("[0].type", equalTo("email"))
                .body("[0].channel", equalTo("email"))
                .body("[0].template_type", equalTo("verification_code_valid"))
                .body("[0].send_count", equalTo(1))
                .body("[0].body", equalTo("[hidden outside development mode]"))
                .body("[0].dispatches", nullValue());
        admin().queryParam("recipient", "listed@example.org")
                .queryParam("status", "queued")
                .get("/admin/courier/messages")
                .then()
                .body("$", hasSize(0));
        admin().queryParam("recipient", "nobody@example.org")
                .get("/admin/courier/messages")
                .then()
                .body("$", hasSize(0));
    }

    @Test
    void showsAttemptsOfOneMessage() {
        // Given
        String message = send("attempts@example.org", "stub", null);
        awaitStatus(message, "sent");

        // Then
        admin().get("/admin/courier/messages/" + message)
                .then()
                .statusCode(200)
                .body("dispatches", hasSize(1))
                .body("dispatches[0].status", equalTo("success"))
                .body("dispatches[0].message_id", equalTo(message))
                .body("dispatches[0].error", nullValue());
    }

    @Test
    void pagesThroughAllMessagesOnce() {
        // Given
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(insert("paged@example.org", "queued", "now() + interval '1 hour'"));
        }

        // When
        Set<String> seen = new HashSet<>();
        String next = "/admin/courier/messages?recipient=paged%40example.org&page_size=2";
        int pages = 0;
        while (next != null) {
            var response = admin().urlEncodingEnabled(false).get(next);
            List<String> ids = response.jsonPath().getList("id");
            assertThat(seen).doesNotContainAnyElementsOf(ids);
            seen.addAll(ids);
            next = next(response.header("Link"));
            pages++;
        }

        // Then
        assertThat(seen).isEqualTo(wanted);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void answersBadInputWithProblems() {
        admin().queryParam("status", "lost")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        admin().queryParam("page_token", "garbage")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        admin().queryParam("page_size", "many")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        admin().get("/admin/courier/messages/no-uuid").then().statusCode(400);
        admin().get("/admin/courier/messages/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("error.code", equalTo(404));
    }

    private static String next(String links) {
        for (String link : links.split(",")) {
            if (link.contains("rel=\"next\"")) {
                return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
            }
        }
        return null;
    }

    private RequestSpecification admin() {
        return given().headers(EmbeddedKeys.throughGateway("courier", "admin", "127.0.0.1"));
    }

    private String send(String recipient, String template, Instant notAfter) {
        String message = UUID.randomUUID().toString();
        post(effect(message, "email", recipient, template, notAfter)).statusCode(204);
        return message;
    }

    private ValidatableResponse post(String body) {
        return given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.COURIER))
                .contentType("application/json")
                .body(body)
                .post("/internal/effects")
                .then();
    }

    private static String effect(String message, String via, String recipient, String template, Instant notAfter) {
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

    private static ObjectNode data() {
        return Json.object()
                .put("to", "x")
                .put("subject", "stub")
                .put("body", "stub")
                .put("verification_code", "123456")
                .put("verification_url", "http://127.0.0.1/verify?code=123456&flow=x")
                .put("expires_in_minutes", 15);
    }

    private String insert(String recipient, String status, String due) {
        return insert(recipient, status, due, "verification_code_valid");
    }

    private String insert(String recipient, String status, String due, String template) {
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
                                messageSeal.seal(id, data().toString().getBytes(StandardCharsets.UTF_8)))))
                .await()
                .atMost(LIMIT);
        return id.toString();
    }

    private void awaitStatus(String message, String status) {
        await().atMost(LIMIT).until(() -> row(message).getString("status").equals(status));
    }

    private Row row(String message) {
        return pool.preparedQuery("SELECT * FROM message WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(message)))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next();
    }

    private JsonNode event(String message) {
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
