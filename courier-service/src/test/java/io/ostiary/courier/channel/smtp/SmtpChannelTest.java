package io.ostiary.courier.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.ostiary.courier.template.Letter;
import io.vertx.core.Vertx;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
        assertFailure("ada@example.org\r\nBcc: eve@example.org", Kind.FINAL, "address");
        assertThat(server.accepted).hasValue(0);
    }

    @Test
    void sendsNothingWithoutEncryptionWhereItIsAskedFor() {
        channel.close();
        channel = channel(server.port(), SmtpSettings.Encryption.STARTTLS);

        assertThatThrownBy(() -> send("ada@example.org")).isInstanceOf(DeliveryFailure.class);
        assertThat(server.accepted).hasValue(0);
    }

    @Test
    void whatTheServerSaysOfItselfIsNotTheMessages() throws IOException {
        for (Map<String, String> answers : List.of(
                Map.of("GREETING", "421 4.3.2 service not available"),
                Map.of("GREETING", "554 not today"),
                Map.of("EHLO", "421 closing", "HELO", "421 closing"),
                Map.of("EHLO", "550 what", "HELO", "550 not you"),
                Map.of("MAIL", "421 closing"),
                Map.of("MAIL", "451 busy"),
                Map.of("MAIL", "550 this sender may not"),
                Map.of("RCPT", "421 closing"),
                Map.of("DATA", "421 closing"),
                Map.of("BODY", "421 closing"))) {
            restart(answers);

            assertFailure(
                    "ada@example.org",
                    Kind.TURNED_AWAY,
                    answers.values().iterator().next().substring(0, 3));
        }
    }

    @Test
    void aRefusedLoginIsNotTheMessages() throws IOException {
        for (String answer : List.of("535 5.7.8 wrong", "454 4.7.0 too many", "421 closing")) {
            restart(Map.of("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN", "AUTH", answer));
            channel.close();
            channel = channel(server.port(), SmtpSettings.Encryption.NONE, "me", "Ostiary", Map.of());

            assertFailure("ada@example.org", Kind.TURNED_AWAY, answer.substring(0, 3));
        }
        restart(Map.of());
        channel.close();
        channel = channel(server.port(), SmtpSettings.Encryption.NONE, "me", "Ostiary", Map.of());

        assertFailure("ada@example.org", Kind.TURNED_AWAY, "no way to log in");
    }

    @Test
    void aRefusedRecipientOrContentIsTheMessages() throws IOException {
        restart(Map.of("BODY", "554 5.7.1 spam"));
        assertFailure("ada@example.org", Kind.REFUSED, "554");

        restart(Map.of("RCPT", "450 4.2.0 greylisted"));
        assertFailure("ada@example.org", Kind.DEFERRED, "450");

        restart(Map.of("BODY", "452 4.3.1 full"));
        assertFailure("ada@example.org", Kind.DEFERRED, "452");
    }

    @Test
    void aRefusalOfAnAddressBeyondAsciiIsFinal() throws IOException {
        restart(Map.of("RCPT", "553 5.6.7 no SMTPUTF8"));

        assertFailure("zoë@example.org", Kind.FINAL, "beyond ASCII");
    }

    @Test
    void namesADomainBeyondAsciiAsDnsDoes() {
        send("ada@bücher.example");

        assertThat(server.recipients).containsExactly("ada@xn--bcher-kva.example");
    }

    @Test
    void tellsAServerWithoutStarttls() {
        channel.close();
        channel = channel(server.port(), SmtpSettings.Encryption.STARTTLS);

        assertFailure("ada@example.org", Kind.TURNED_AWAY, "offers no STARTTLS; disable_starttls=true");
    }

    @Test
    void keepsEveryCharacterOfTheSubject() throws Exception {
        for (String subject : List.of(
                "𠮷野 Code 🎉 é",
                "🎉".repeat(60),
                "plain",
                "=?UTF-8?Q?not_a_word?=",
                "ein sehr langer Betreff ".repeat(20).strip())) {
            send("ada@example.org", subject);

            assertThat(MimeUtility.decodeText(server.header("Subject"))).isEqualTo(subject);
            assertThat(server.mail).allSatisfy(line -> assertThat(line.length()).isLessThan(998));
        }
        send("ada@example.org", "half \uD83C of a pair");
        assertThat(MimeUtility.decodeText(server.header("Subject"))).isEqualTo("half \uFFFD of a pair");
    }

    @Test
    void keepsEveryCharacterOfTheText() throws Exception {
        send("ada@example.org");

        MimeMessage mail = new MimeMessage(
                null, new ByteArrayInputStream(String.join("\r\n", server.mail).getBytes(StandardCharsets.UTF_8)));
        String text = (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(text).contains("🎉 𠮷");
    }

    @Test
    void showsTheSendersNameBeforeTheAddress() throws Exception {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("Acme Ltd", "\"Acme Ltd\" <no-reply@example.org>");
        written.put("a,b;c:d.(e)<f>@\"g\\[h]", "\"a,b;c:d.(e)<f>@\\\"g\\\\[h]\" <no-reply@example.org>");
        written.put("", "no-reply@example.org");
        written.put("  ", "no-reply@example.org");
        written.put("one\r\nBcc: eve@example.org", "\"one Bcc: eve@example.org\" <no-reply@example.org>");
        for (Map.Entry<String, String> each : written.entrySet()) {
            named(each.getKey());
            send("ada@example.org");

            assertThat(server.header("From")).isEqualTo(each.getValue());
            assertThat(server.header("Bcc")).isEmpty();
        }
        for (String name : List.of("ACME 🔑", "n".repeat(300), "Zoë \"Z\" 𠮷, Ltd")) {
            named(name);
            send("ada@example.org");

            InternetAddress from = InternetAddress.parse(server.header("From"))[0];
            assertThat(from.getPersonal()).isEqualTo(name);
            assertThat(from.getAddress()).isEqualTo("no-reply@example.org");
        }
    }

    @Test
    void readsListsOfAddressesWithQuotedCommas() throws Exception {
        channel.close();
        channel = channel(
                server.port(),
                SmtpSettings.Encryption.NONE,
                null,
                "Ostiary",
                Map.of(
                        "Cc", "\"Doe, Jane\" <jane@example.org>, bob@example.org",
                        "Bcc", "\"Roe, R\" <roe@example.org>",
                        "Reply-To", "Höfe <help@example.org>",
                        "X-Team", "Grüße 🎉"));
        send("ada@example.org");

        assertThat(server.recipients)
                .containsExactlyInAnyOrder("ada@example.org", "jane@example.org", "bob@example.org", "roe@example.org");
        assertThat(server.header("Cc")).isEqualTo("\"Doe, Jane\" <jane@example.org>, bob@example.org");
        assertThat(server.header("Bcc")).isEmpty();
        assertThat(InternetAddress.parse(server.header("Reply-To"))[0].getPersonal())
                .isEqualTo("Höfe");
        assertThat(MimeUtility.decodeText(server.header("X-Team"))).isEqualTo("Grüße 🎉");
    }

    private void named(String name) {
        channel.close();
        channel = channel(server.port(), SmtpSettings.Encryption.NONE, null, name, Map.of());
    }

    private void restart(Map<String, String> answers) throws IOException {
        channel.close();
        server.close();
        server = new ScriptedServer(answers);
        channel = channel(server.port(), SmtpSettings.Encryption.NONE);
    }

    private void assertFailure(String recipient, Kind kind, String message) {
        assertThatThrownBy(() -> send(recipient))
                .isInstanceOfSatisfying(
                        DeliveryFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    private void send(String recipient) {
        send(recipient, "Grüße");
    }

    private void send(String recipient, String subject) {
        channel.send(new Delivery(
                        UUID.randomUUID(),
                        recipient,
                        "stub",
                        new Letter(subject, "text\n.\nmore 🎉 𠮷\n", "<p>text</p>"),
                        Json.object()))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private SmtpChannel channel(int port, SmtpSettings.Encryption encryption) {
        return channel(port, encryption, null, "Ostiary", Map.of());
    }

    private SmtpChannel channel(
            int port, SmtpSettings.Encryption encryption, String user, String fromName, Map<String, String> headers) {
        return new SmtpChannel(
                vertx,
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        encryption,
                        true,
                        user,
                        Secret.of("secret"),
                        null,
                        null,
                        "localhost",
                        "no-reply@example.org",
                        fromName,
                        headers),
                2,
                Duration.ofSeconds(5));
    }
}
