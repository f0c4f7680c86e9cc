package io.ostiary.courier.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.ostiary.courier.template.Letter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpChannelTest {

    private Vertx vertx;
    private ScriptedServer server;
    private SmtpChannel channel;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        server = new ScriptedServer();
        channel = channel(server.port(), SmtpSettings.Encryption.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        channel.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void usesAConnectionAgain() {
        for (int i = 0; i < 5; i++) {
            send("ada@example.org");
        }

        assertThat(server.accepted).hasValue(5);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void tellsARefusal() {
        assertFailure("refused@example.org", Kind.REFUSED, "550 no such mailbox");
    }

    @Test
    void tellsAMissingAnswer() {
        assertFailure("cut@example.org", Kind.UNKNOWN, "without an answer");
    }

    @Test
    void tellsAServerThatIsAway() throws IOException {
        server.close();

        assertFailure("ada@example.org", Kind.UNREACHABLE, "can't be reached");
    }

    @Test
    void refusesAnAddressThatWouldAddALine() {
        assertFailure("ada@example.org\r\nBcc: eve@example.org", Kind.REFUSED, "address");
        assertThat(server.accepted).hasValue(0);
    }

    @Test
    void sendsNothingWithoutEncryptionWhereItIsAskedFor() {
        channel.close();
        channel = channel(server.port(), SmtpSettings.Encryption.STARTTLS);

        assertThatThrownBy(() -> send("ada@example.org")).isInstanceOf(DeliveryFailure.class);
        assertThat(server.accepted).hasValue(0);
    }

    private void assertFailure(String recipient, Kind kind, String message) {
        assertThatThrownBy(() -> send(recipient))
                .isInstanceOfSatisfying(
                        DeliveryFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    private void send(String recipient) {
        channel.send(new Delivery(
                        UUID.randomUUID(),
                        recipient,
                        "stub",
                        new Letter("Grüße", "text\n.\nmore\n", "<p>text</p>"),
                        Json.object()))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private SmtpChannel channel(int port, SmtpSettings.Encryption encryption) {
        return new SmtpChannel(
                vertx,
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        encryption,
                        true,
                        null,
                        null,
                        null,
                        null,
                        "localhost",
                        "no-reply@example.org",
                        "Ostiary",
                        Map.of()),
                2,
                Duration.ofSeconds(5));
    }
}
