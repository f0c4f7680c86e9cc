package io.ostiary.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevInboxTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private DevInbox inbox;

    @BeforeEach
    void start() throws Exception {
        inbox = started(false);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void showsWhatWasSentInMailpitsShape() throws Exception {
        send(inbox.smtpPort(), "smtp", "ada@example.org", "Grüße", "Your code is 123456", "<p>Hi <b>Ada</b></p>");

        JsonNode list = json(get("/api/v1/messages"));
        JsonNode mail = list.at("/messages/0");
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(list.path("messages_count").asInt()).isEqualTo(1);
        assertThat(list.path("unread").asInt()).isEqualTo(1);
        assertThat(mail.path("Subject").asText()).isEqualTo("Grüße");
        assertThat(mail.at("/To/0/Address").asText()).isEqualTo("ada@example.org");
        assertThat(mail.at("/From/Address").asText()).isEqualTo("no-reply@example.org");
        assertThat(mail.path("Snippet").asText()).contains("123456");
        JsonNode whole = json(get("/api/v1/message/" + mail.path("ID").asText()));
        assertThat(whole.path("Text").asText()).contains("Your code is 123456");
        assertThat(whole.path("HTML").asText()).contains("<b>Ada</b>");
        assertThat(json(get("/api/v1/messages")).path("unread").asInt()).isZero();
        assertThat(json(get("/api/v1/message/latest/headers")).at("/Subject/0").asText())
                .isNotEmpty();
        assertThat(get("/api/v1/message/latest/raw").body()).contains("Subject:");
        assertThat(get("/view/latest.txt").body()).contains("123456");
        assertThat(get("/api/v1/message/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void takesAnySignInAndImplicitTls() throws Exception {
        DevInbox secure = started(true);

        send(secure.smtpPort(), "smtps", "ada@example.org", "s", "t", "<p>t</p>");

        HttpResponse<String> list = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + secure.httpPort() + "/api/v1/messages"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(json(list).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void offersStartTls() throws Exception {
        send(inbox.smtpPort(), "starttls", "ada@example.org", "s", "t", "<p>t</p>");

        assertThat(json(get("/api/v1/messages")).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void findsByMailpitsWordsDeletesAndMarks() throws Exception {
        send(inbox.smtpPort(), "smtp", "ada@example.org", "First letter", "one", "<p>one</p>");
        send(inbox.smtpPort(), "smtp", "eve@example.org", "Second letter", "two", "<p>two</p>");

        assertThat(found("to:ada")).isEqualTo(1);
        assertThat(found("subject:\"second letter\"")).isEqualTo(1);
        assertThat(found("letter -to:eve")).isEqualTo(1);
        assertThat(found("is:unread")).isEqualTo(2);
        assertThat(found("has:attachment")).isZero();
        assertThat(found("from:no-reply after:2020-01-01 before:2090/01/01")).isEqualTo(2);
        assertThat(send("PUT", "/api/v1/messages", "{\"Read\":true,\"Search\":\"to:eve\"}")
                        .body())
                .isEqualTo("ok");
        assertThat(found("is:unread")).isEqualTo(1);
        String id =
                json(get("/api/v1/search?query=to:ada")).at("/messages/0/ID").asText();
        assertThat(send("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + id + "\"]}")
                        .body())
                .isEqualTo("ok");
        assertThat(found("")).isEqualTo(1);
        send("DELETE", "/api/v1/search?query=to:nobody", "");
        assertThat(found("")).isEqualTo(1);
        assertThat(send("DELETE", "/api/v1/messages", "").body()).isEqualTo("ok");
        assertThat(found("")).isZero();
        assertThat(send("DELETE", "/api/v1/messages", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsOfNewMailByWebSocket() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + inbox.httpPort() + "/api/events"), new Listener(told))
                .get(5, TimeUnit.SECONDS);

        send("POST", "/api/v1/send", """
                {"From":{"Email":"a@example.org"},"To":[{"Email":"b@example.org"}],"Subject":"s","Text":"t"}""");

        Awaitility.await().until(() -> told.stream().anyMatch(each -> each.contains("\"Type\":\"stats\"")));
        assertThat(told.getFirst()).contains("\"Type\":\"new\"", "b@example.org");
        socket.abort();
    }

    @Test
    void showsHtmlWhereNothingRuns() throws Exception {
        send(inbox.smtpPort(), "smtp", "ada@example.org", "s", "t", "<script>alert(1)</script><img src='http://x/'>");

        HttpResponse<String> view = get("/view/latest.html");

        assertThat(view.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox allow-popups", "default-src 'none'")
                .doesNotContain("allow-scripts")
                .doesNotContain("http:");
        assertThat(get("/view/latest.html?images=1")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("img-src 'self' data: http: https:");
    }

    @Test
    void showsCodeAndLinkAndEscapesTheRest() throws Exception {
        send(
                inbox.smtpPort(),
                "smtp",
                "ada@example.org",
                "<b>123456</b> is your code",
                "Or open http://127.0.0.1:4455/verification?flow=abc&code=123456 now.",
                "<p>x</p>");

        assertThat(get("/").body())
                .contains("data-copy=\"123456\"", "&lt;b&gt;123456")
                .doesNotContain("<b>123456");
        assertThat(get("/mail/latest").body())
                .contains(
                        "href=\"http://127.0.0.1:4455/verification?flow=abc&amp;code=123456\"",
                        "sandbox=\"allow-popups");
    }

    @Test
    void keepsPagesOfOtherOriginsFromChangingAnything() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(address("/api/v1/messages"))
                .method("DELETE", BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .build();

        assertThat(client.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void boundsWhatAClientMaySend() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", inbox.smtpPort())) {
            socket.setSoTimeout(20_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("220");
            say(socket, "RCPT TO:<a@example.org>\r\n");
            assertThat(in.readLine()).startsWith("503");
            say(socket, "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");
            assertThat(in.readLine()).startsWith("250");
            assertThat(in.readLine()).startsWith("250");
            assertThat(in.readLine()).startsWith("354");
            String line = "x".repeat(998) + "\r\n";
            for (int i = 0; i < 11_000; i++) {
                say(socket, line);
            }
            say(socket, ".\r\nNOOP\r\n");
            assertThat(in.readLine()).startsWith("552");
            assertThat(in.readLine()).startsWith("250");
        }
        assertThat(found("")).isZero();
    }

    private static void say(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private DevInbox started(boolean tls) throws Exception {
        return DevInbox.start(vertx, new DevInbox.Settings("127.0.0.1", 0, 0, tls), Clock.systemUTC())
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private int found(String query) throws Exception {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return json(get("/api/v1/search?query=" + encoded))
                .path("messages_count")
                .asInt();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + inbox.httpPort() + path);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static void send(int port, String protocol, String to, String subject, String text, String html)
            throws Exception {
        String name = protocol.equals("smtps") ? "smtps" : "smtp";
        Properties settings = new Properties();
        settings.put("mail." + name + ".host", "127.0.0.1");
        settings.put("mail." + name + ".port", Integer.toString(port));
        settings.put("mail." + name + ".auth", "true");
        settings.put("mail." + name + ".ssl.trust", "*");
        settings.put("mail." + name + ".ssl.checkserveridentity", "false");
        settings.put("mail.smtp.starttls.enable", Boolean.toString(protocol.equals("starttls")));
        settings.put("mail.smtp.starttls.required", Boolean.toString(protocol.equals("starttls")));
        Session session = Session.getInstance(settings);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("no-reply@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        message.saveChanges();
        try (Transport transport = session.getTransport(name)) {
            transport.connect("test", "any password");
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private record Listener(CopyOnWriteArrayList<String> told) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            told.add(data.toString());
            socket.request(1);
            return null;
        }
    }
}
