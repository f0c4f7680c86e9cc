package io.ostiary.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the effect to the mail: what is sent, what is sent again, and what is given up. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class CourierIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    CourierService service;

    @Inject
    DataSeal seal;

    @Test
    void mailLeavesAtOnce() throws Exception {
        // When
        String message = service.send("at-once@example.org", "verification_code_valid", null);

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
        String message = service.send("blanked@example.org", "verification_code_valid", null);

        // Then
        service.awaitStatus(message, "sent");
        assertThat(service.row(message).getBuffer("data")).isNull();
        JsonNode event = service.event(message);
        assertThat(event.at("/type").textValue()).isEqualTo("courier.message_sent");
        assertThat(event.at("/data/template").textValue()).isEqualTo("verification_code_valid");
        assertThat(event.toString()).doesNotContain("blanked@").doesNotContain("123456");
    }

    @Test
    void storesDataSealedOnly() {
        // When
        String message = service.insert("sealed@example.org", "queued", "now() + interval '1 hour'");

        // Then
        assertThat(service.row(message).getBuffer("data").toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("123456");
    }

    @Test
    void dropsARepeatedEffect() throws Exception {
        // Given
        String body = CourierService.effect(UUID.randomUUID().toString(), "twice", "once@example.org", "stub", null);

        // When
        service.post(body).statusCode(204);
        service.post(body).statusCode(204);

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("once@example.org").size() == 1);
        Thread.sleep(300);
        assertThat(MailServer.mailsTo("once@example.org")).hasSize(1);
    }

    @Test
    void opensDataThatWasSealedForItsWay() throws Exception {
        // When
        ObjectNode effect = (ObjectNode) Json.MAPPER.readTree(CourierService.effect(
                UUID.randomUUID().toString(), "email", "way@example.org", "verification_code_valid", null));
        ((ObjectNode) effect.get("payload")).put("data", seal.seal(CourierService.data()));
        service.post(effect.toString()).statusCode(204);

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("way@example.org").size() == 1);
        assertThat(MailServer.mailsTo("way@example.org").getFirst().getSubject())
                .contains("123456");
    }

    @Test
    void refusesAnIncompleteMessage() {
        service.post(CourierService.effect(UUID.randomUUID().toString(), "pigeon", " ", "stub", null))
                .statusCode(400);
    }

    @Test
    void sendsAgainWhatADeadDispatcherHeld() {
        // When: a lease has ended in "sending".
        String message = service.insert("left@example.org", "sending", "now()");

        // Then
        await().atMost(LIMIT).until(() -> MailServer.mailsTo("left@example.org").size() == 1);
        service.awaitStatus(message, "sent");
        service.admin()
                .get("/admin/courier/messages/" + message)
                .then()
                .statusCode(200)
                .body("send_count", equalTo(1))
                .body("dispatches.status", contains("success", "failed"));
    }

    @Test
    void leavesALeasedMessageAlone() throws Exception {
        // When
        service.insert("leased@example.org", "sending", "now() + interval '1 hour'");

        // Then
        Thread.sleep(300);
        assertThat(MailServer.mailsTo("leased@example.org")).isEmpty();
    }

    @Test
    void sendsAtMostOnceWhereAskedTo() {
        // When
        String message = service.insert("at-most-once@example.org", "sending", "now()", "login_code_valid");

        // Then
        service.awaitStatus(message, "abandoned");
        assertThat(MailServer.mailsTo("at-most-once@example.org")).isEmpty();
        assertThat(service.event(message).at("/data/reason").textValue()).isEqualTo("unknown");
    }

    @Test
    void abandonsWhatHasExpired() {
        // When
        String message = service.send(
                "late@example.org", "verification_code_valid", Instant.now().minusSeconds(1));

        // Then
        service.awaitStatus(message, "abandoned");
        assertThat(MailServer.mailsTo("late@example.org")).isEmpty();
        assertThat(service.row(message).getBuffer("data")).isNull();
        assertThat(service.event(message).at("/data/reason").textValue()).isEqualTo("expired");
        service.admin().get("/admin/courier/messages/" + message).then().body("send_count", equalTo(0));
    }

    @Test
    void abandonsAnUnknownTemplate() {
        // When
        String message = service.send("odd@example.org", "carrier_pigeon", null);

        // Then
        service.awaitStatus(message, "abandoned");
        assertThat(service.event(message).at("/data/reason").textValue()).isEqualTo("refused");
    }

    @Test
    void waitsForAMailServerThatIsAway() {
        // Given
        MailServer.goAway();
        String message = service.send("patient@example.org", "verification_code_valid", null);
        await().atMost(LIMIT).until(() -> service.row(message).getInteger("send_count") >= 2);

        // When
        MailServer.comeBack();

        // Then
        await().atMost(LIMIT)
                .until(() -> MailServer.mailsTo("patient@example.org").size() == 1);
        service.awaitStatus(message, "sent");
        assertThat(service.row(message).getInteger("failures")).isZero();
    }
}
