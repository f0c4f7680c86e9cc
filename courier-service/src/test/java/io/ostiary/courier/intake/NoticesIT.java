package io.ostiary.courier.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.IdentityStub;
import io.ostiary.courier.MailServer;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.ostiary.testkit.server.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class NoticesIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    KafkaBroker broker;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void tellsOfAChangedPasswordOnce() {
        // Given: the consumer begins with what comes from now on, so the first events may be before
        // it.
        awaitConsumer();
        String identity = UUID.randomUUID().toString();
        String deleted = "00000000-0000-4000-8000-" + identity.substring(24);
        String event = event(identity, 1, "password");

        // When
        send(deleted, event(deleted, 1, "password"));
        send(identity, event);
        send(identity, event);
        send(identity, event(identity, 2, "totp"));

        // Then
        await().atMost(LIMIT)
                .until(() -> MailServer.mailsTo(identity + "@example.org").size() == 2);
        assertThat(MailServer.mailsTo(identity + "@example.org")).anySatisfy(mail -> {
            assertThat(mail.getSubject()).contains("sign in");
            assertThat(GreenMailBody.text(mail)).contains("The password of your account was changed");
        });
        assertThat(MailServer.mailsTo(deleted + "@example.org")).isEmpty();
    }

    @Test
    void namesTheSecondFactorThatWasTakenAway() {
        awaitConsumer();
        String identity = UUID.randomUUID().toString();

        send(identity, event(identity, 1, "totp", "removed"));
        send(identity, event(identity, 2, "lookup_secret", "added"));

        await().atMost(LIMIT)
                .until(() -> MailServer.mailsTo(identity + "@example.org").size() == 2);
        assertThat(MailServer.mailsTo(identity + "@example.org"))
                .anySatisfy(mail -> assertThat(GreenMailBody.text(mail))
                        .contains("The authenticator app of your account was removed at"))
                .anySatisfy(mail -> assertThat(GreenMailBody.text(mail))
                        .contains("The backup codes of your account were added at"));
    }

    private void awaitConsumer() {
        String probe = UUID.randomUUID().toString();
        int[] n = {0};
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            send(probe, event(probe, ++n[0], "password"));
            return !MailServer.mailsTo(probe + "@example.org").isEmpty();
        });
    }

    private void send(String key, String event) {
        producer.send(new ProducerRecord<>("identity.events", key, event));
        producer.flush();
    }

    private static String event(String identity, int n, String type) {
        return event(identity, n, type, "changed");
    }

    private static String event(String identity, int n, String type, String change) {
        ObjectNode data = Json.object()
                .put("identity_id", identity)
                .put("credentials_type", type)
                .put("change", change);
        ObjectNode event = Json.object()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "ostiary/identity-service")
                .put("type", "identity.credentials_changed")
                .put("subject", identity)
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:ostiary:event:identity.credentials_changed:1")
                .put("sequence", "1:" + n)
                .put("partitionkey", identity);
        event.set("data", data);
        return event.toString();
    }

    private static final class GreenMailBody {

        static String text(jakarta.mail.internet.MimeMessage mail) throws Exception {
            return ((jakarta.mail.internet.MimeMultipart) mail.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
        }
    }
}
