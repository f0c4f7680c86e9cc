package io.ostiary.courier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ostiary.contract.json.Json;
import io.ostiary.testkit.server.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A real SMTP server on a port that stays the same over restarts, and a configuration that points
 * to it.
 */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

    private static GreenMail server;

    @Override
    public Map<String, String> start() {
        try {
            int port = FreePorts.next();
            server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
            Path file = Files.createTempFile("courier", ".json");
            Files.writeString(file, configuration(port));
            return Map.of(
                    "ostiary.config", file.toString(),
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** The server closes its port and forgets what it got. */
    public static void goAway() {
        server.stop();
    }

    /** It listens again on the same port. */
    public static void comeBack() {
        server.start();
    }

    /** What it got for that address. */
    public static List<MimeMessage> mailsTo(String recipient) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, recipient))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String recipient) {
        try {
            return mail.getAllRecipients()[0].toString().equals(recipient);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String configuration(int port) {
        return Json.text(Map.of(
                "dsn", "memory",
                "selfservice", Map.of("default_browser_return_url", "http://127.0.0.1:4455/"),
                "identity",
                        Map.of(
                                "default_schema_id",
                                "default",
                                "schemas",
                                List.of(Map.of("id", "default", "url", "base64://eyJ0eXBlIjoib2JqZWN0In0="))),
                "secrets", Map.of("cipher", List.of("0123456789abcdef0123456789abcdef")),
                "ciphers", Map.of("algorithm", "xchacha20-poly1305"),
                "courier",
                        Map.of(
                                "message_retries",
                                2,
                                "smtp",
                                Map.of(
                                        "connection_uri",
                                        "smtp://127.0.0.1:" + port + "/?disable_starttls=true",
                                        "from_address",
                                        "no-reply@example.org",
                                        "from_name",
                                        "Ostiary",
                                        "headers",
                                        Map.of("X-Suite", "ostiary")),
                                "worker",
                                Map.of("pull_wait", "50ms")),
                "ostiary",
                        Map.of(
                                "courier",
                                Map.of(
                                        "lease",
                                        "4s",
                                        "at_most_once",
                                        List.of("login_code_valid"),
                                        "notices",
                                        Map.of("credentials_changed", true)))));
    }
}
