package io.ostiary.courier.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.ostiary.courier.template.Letter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpChannelTest {

    private record Received(String method, String path, Map<String, String> headers, String body) {}

    private static final String ALL = "function(ctx) ctx + { fields: std.objectFields(ctx) }";

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final UUID message = UUID.randomUUID();
    private Vertx vertx;
    private HttpServer provider;
    private HttpChannels channels;
    private volatile int status = 200;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        provider = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            received.add(new Received(request.method().name(), request.path(), headers, body.toString()));
            request.response()
                    .setStatusCode(status)
                    .putHeader("Location", "http://127.0.0.1:" + provider.actualPort() + "/elsewhere")
                    .end("no: 123456");
        });
    }

    @AfterEach
    void stop() {
        if (channels != null) {
            channels.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsWhatTheProgramMakesOfATextMessage() throws Exception {
        Channel channel = sms(ALL, config -> config.set("auth", Json.read("""
                {"type": "basic_auth", "config": {"user": "me", "password": "pass"}}""", JsonNode.class)));

        send(channel, textMessage());

        Received call = received.poll(5, TimeUnit.SECONDS);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/messages");
        assertThat(call.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("authorization", "Basic bWU6cGFzcw==")
                .containsEntry("idempotency-key", message.toString());
        JsonNode body = Json.read(call.body(), JsonNode.class);
        assertThat(body.path("fields").toString())
                .isEqualTo("[\"body\",\"message_type\",\"recipient\",\"request_headers\",\"subject\","
                        + "\"template_data\",\"template_type\"]");
        assertThat(body.path("recipient").asText()).isEqualTo("+41790000000");
        assertThat(body.path("message_type").asText()).isEqualTo("sms");
        assertThat(body.path("template_type").asText()).isEqualTo("login_code_valid");
        assertThat(body.at("/template_data/login_code").asText()).isEqualTo("123456");
        assertThat(body.path("body").asText()).isEqualTo("123456 is your code");
    }

    @Test
    void sendsMailWithBothBodiesAndAKeyInACookie() throws Exception {
        channels = channels(tree -> {
            ObjectNode courier = tree.withObject("/courier").put("delivery_strategy", "http");
            ObjectNode request = courier.withObject("/http/request_config");
            request.put("url", url()).put("method", "PUT").put("body", base64(ALL));
            request.set("auth", Json.read("""
                    {"type": "api_key", "config": {"name": "key", "value": "secret", "in": "cookie"}}""", JsonNode.class));
        });

        assertThat(channels.channels()).extracting(Channel::id).containsExactly("email");
        send(channels.channels().getFirst(), mail());

        Received call = received.poll(5, TimeUnit.SECONDS);
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.headers()).containsEntry("cookie", "key=secret");
        JsonNode body = Json.read(call.body(), JsonNode.class);
        assertThat(body.path("subject").asText()).isEqualTo("A code");
        assertThat(body.path("html_body").asText()).isEqualTo("<p>123456</p>");
        assertThat(body.path("body").asText()).isEqualTo("123456 in plain text");
    }

    @Test
    void sendsAForm() throws Exception {
        Channel channel = sms(
                "function(ctx) { To: ctx.recipient, Body: 'ü & ' + ctx.body }",
                config -> config.putObject("headers").put("content-type", "application/x-www-form-urlencoded"));

        send(channel, textMessage());

        Received call = received.poll(5, TimeUnit.SECONDS);
        assertThat(call.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(call.body().split("&"))
                .containsExactlyInAnyOrder("To=%2B41790000000", "Body=%C3%BC+%26+123456+is+your+code");
    }

    @Test
    void hasABodyOfItsOwn() throws Exception {
        Channel channel = sms(null, config -> {});

        send(channel, textMessage());

        JsonNode body = Json.read(received.poll(5, TimeUnit.SECONDS).body(), JsonNode.class);
        assertThat(body.path("recipient").asText()).isEqualTo("+41790000000");
        assertThat(body.path("body").asText()).isEqualTo("123456 is your code");
        assertThat(body.path("to").asText()).isEqualTo("+41790000000");
        assertThat(body.path("verification_code").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "404,REFUSED",
        "422,REFUSED",
        "500,REFUSED",
        "401,TURNED_AWAY",
        "403,TURNED_AWAY",
        "429,TURNED_AWAY",
        "502,TURNED_AWAY",
        "503,TURNED_AWAY",
        "302,TURNED_AWAY",
        "307,TURNED_AWAY"
    })
    void tellsWhatAnAnswerMeansForTheMessage(int answer, Kind kind) throws Exception {
        status = answer;

        DeliveryFailure failure = failure(sms(ALL, config -> {}), textMessage());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.reason()).endsWith("status " + answer + ": no: …");
        assertThat(failure.summary()).endsWith("status " + answer);
        assertThat(received).hasSize(1);
    }

    @Test
    void tellsAProviderThatIsAway() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        Channel channel = sms(ALL, config -> config.put("url", "http://127.0.0.1:" + nobody + "/"));

        assertThat(failure(channel, textMessage()).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void saysNothingOfTheMessageWhereAProgramFails() {
        DeliveryFailure failure = failure(sms("function(ctx) error 'no ' + ctx.body", config -> {}), textMessage());

        assertThat(failure.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(failure.reason()).contains("program").doesNotContain("123456");
        assertThat(received).isEmpty();
    }

    @Test
    void endsAProgramThatDoesNotEnd() {
        DeliveryFailure failure = failure(
                sms("function(ctx) local f(n) = if n < 2 then n else f(n - 1) + f(n - 2); f(60)", config -> {}),
                textMessage());

        assertThat(failure.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(received).isEmpty();
    }

    @Test
    void keepsAwayFromPrivateAddressesWhereTheConfigurationSaysSo() {
        channels = channels(tree -> {
            tree.withObject("/clients/http").put("disallow_private_ip_ranges", true);
            request(tree, ALL);
        });

        assertThat(failure(channels.channels().getFirst(), textMessage()).kind())
                .isEqualTo(Kind.TURNED_AWAY);
        assertThat(received).isEmpty();
    }

    @Test
    void refusesAtStartWhatCannotBeSent() {
        Assertions.assertThatThrownBy(
                        () -> sms(ALL, config -> config.putObject("headers").put("Content-Type", "text/xml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("courier.channels.0.request_config.headers");
        Assertions.assertThatThrownBy(() -> sms(ALL, config -> config.put("body", "file:///no/such/file.jsonnet")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("courier.channels.0.request_config.body");
    }

    private Channel sms(String program, Consumer<ObjectNode> change) {
        channels = channels(tree -> change.accept(request(tree, program)));
        assertThat(channels.channels()).extracting(Channel::id).containsExactly("sms");
        return channels.channels().getFirst();
    }

    private ObjectNode request(ObjectNode tree, String program) {
        ObjectNode request = tree.withObject("/courier")
                .withArray("/channels")
                .addObject()
                .put("id", "sms")
                .put("type", "http")
                .putObject("request_config")
                .put("url", url())
                .put("method", "POST");
        return program == null ? request : request.put("body", base64(program));
    }

    private HttpChannels channels(Consumer<ObjectNode> change) {
        if (channels != null) {
            channels.close();
        }
        ObjectNode tree = Json.read("""
                {"dsn": "memory", "selfservice": {"default_browser_return_url": "http://127.0.0.1/"},
                 "identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                 "secrets": {"cookie": ["a secret of the tests only"]}}
                """, ObjectNode.class);
        change.accept(tree);
        return new HttpChannels(Configuration.of(tree, Map.of(), Path.of(".")), vertx);
    }

    private String url() {
        return "http://127.0.0.1:" + provider.actualPort() + "/messages";
    }

    private static String base64(String text) {
        return "base64://" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Delivery textMessage() {
        return delivery("+41790000000", new Letter("", "123456 is your code", null));
    }

    private Delivery mail() {
        return delivery("ada@example.org", new Letter("A code", "123456 in plain text", "<p>123456</p>"));
    }

    private Delivery delivery(String to, Letter letter) {
        ObjectNode data = Json.object().put("to", to).put("login_code", "123456");
        return new Delivery(message, to, "login_code_valid", letter, data);
    }

    private static void send(Channel channel, Delivery delivery) {
        channel.send(delivery).await().atMost(Duration.ofSeconds(20));
    }

    private static DeliveryFailure failure(Channel channel, Delivery delivery) {
        return catchThrowableOfType(DeliveryFailure.class, () -> send(channel, delivery));
    }
}
