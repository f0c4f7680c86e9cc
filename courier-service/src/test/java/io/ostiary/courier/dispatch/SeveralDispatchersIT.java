package io.ostiary.courier.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ostiary.contract.json.Json;
import io.ostiary.courier.IdentityStub;
import io.ostiary.courier.MailServer;
import io.ostiary.courier.message.MessageSeal;
import io.ostiary.outbox.cleanup.Cleanup;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class SeveralDispatchersIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Dispatcher second;

    @Inject
    Dispatcher third;

    @Inject
    PostgresQueue queue;

    @Inject
    Cleanup cleanup;

    @Inject
    MessageSeal seal;

    @Inject
    Pool pool;

    @Test
    void sendEachMessageOnce() throws Exception {
        // When
        second.start();
        third.start();
        pool.preparedQuery("INSERT INTO message (id, type, channel, recipient, template_type, data)"
                        + " VALUES ($1, 'email', 'email', 'many@example.org', 'stub', $2)")
                .executeBatch(IntStream.range(0, 100).mapToObj(i -> message()).toList())
                .await()
                .atMost(LIMIT);

        // Then
        await().atMost(LIMIT).until(() -> count("status = 'sent'") == 100);
        assertThat(MailServer.mailsTo("many@example.org")).hasSize(100);
        second.stop();
        third.stop();
    }

    @Test
    void removesOnlyWhatIsDoneAndOld() {
        // Given
        UUID old = UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        insert(old, "old@example.org", "NULL", "sent");
        insert(waiting, "old@example.org", "now() + interval '1 hour'", "queued");

        // When
        cleanup.run().await().atMost(LIMIT);

        // Then
        assertThat(count("id = '" + old + "'")).isZero();
        assertThat(count("id = '" + waiting + "'")).isEqualTo(1);
    }

    @Test
    void outcomeUnderALostLeaseIsNotWritten() {
        // Given
        UUID id = UUID.randomUUID();
        insert(id, "lost@example.org", "now() + interval '1 hour'", "sending");
        ClaimedMessage stale = new ClaimedMessage(
                id,
                UUID.randomUUID(),
                io.ostiary.courier.message.MessageType.EMAIL,
                "email",
                "lost@example.org",
                "stub",
                new byte[0],
                1,
                0,
                false,
                false,
                Duration.ZERO);

        // When
        queue.putBack(stale, new Outcome.Again(Duration.ZERO, true, "late", "late"))
                .await()
                .atMost(LIMIT);

        // Then
        assertThat(count("id = '" + id + "' AND status = 'sending' AND failures = 0"))
                .isEqualTo(1);
    }

    private void insert(UUID id, String recipient, String due, String status) {
        pool.query("INSERT INTO message (id, type, channel, recipient, template_type, status, due_at, created_at)"
                        + " VALUES ('%s', 'email', 'email', '%s', 'stub', '%s', %s, now() - interval '31 days')"
                                .formatted(id, recipient, status, due))
                .execute()
                .await()
                .atMost(LIMIT);
    }

    private Tuple message() {
        UUID id = UUID.randomUUID();
        byte[] data =
                Json.object().put("subject", "s").put("body", "b").toString().getBytes(StandardCharsets.UTF_8);
        return Tuple.of(id, Buffer.buffer(seal.seal(id, data)));
    }

    private long count(String condition) {
        String recipients = condition.startsWith("id") ? "" : " AND recipient = 'many@example.org'";
        return pool.query("SELECT count(*) FROM message WHERE " + condition + recipients)
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getLong(0);
    }
}
