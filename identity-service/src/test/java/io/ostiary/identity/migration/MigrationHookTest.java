package io.ostiary.identity.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.migration.MigrationHook.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationHookTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    private HttpServer server;

    private volatile int status = 200;

    private volatile String answer = "{\"status\": \"password_match\"}";

    private volatile HttpServerRequest received;

    private volatile String body;

    @BeforeEach
    void start() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        received = request;
        request.body().onSuccess(sent -> {
            body = sent.toString();
            request.response().setStatusCode(status).end(answer);
        });
    }

    @Test
    void tellsIdentifierAndPasswordWithTheConfiguredHeaders() {
        assertThat(ask("""
                                {"headers": {"X-From": "suite"},
                                 "auth": {"type": "api_key", "config": {"name": "X-Key", "value": "k", "in": "header"}}}
                                """)).isEqualTo(Answer.MATCH);

        assertThat(Json.read(body, JsonNode.class))
                .isEqualTo(Json.object().put("identifier", "Ann@example.org").put("password", "a \"secret\""));
        assertThat(received.method().name()).isEqualTo("POST");
        assertThat(received.path()).isEqualTo("/check");
        assertThat(received.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(received.getHeader("X-From")).isEqualTo("suite");
        assertThat(received.getHeader("X-Key")).isEqualTo("k");
    }

    @Test
    void authenticatesByCookieOrLogin() {
        ask("""
                {"auth": {"type": "api_key", "config": {"name": "key", "value": "k", "in": "cookie"}}}
                """);
        assertThat(received.getHeader("Cookie")).isEqualTo("key=k");

        ask("""
                {"auth": {"type": "basic_auth", "config": {"user": "ann", "password": "p"}}}
                """);
        assertThat(received.getHeader("Authorization")).isEqualTo("Basic YW5uOnA=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200; {\"status\": \"password_match\"}; MATCH",
                "200; {\"status\": \"no\"}; NO_MATCH",
                "200; {}; NO_MATCH",
                "200; it is right; NO_MATCH",
                "403; {\"status\": \"password_match\"}; NO_MATCH",
                "201; {\"status\": \"password_match\"}; NONE",
                "404; {}; NONE",
                "500; {}; NONE",
            })
    void understands(int given, String text, Answer expected) {
        status = given;
        answer = text;

        assertThat(ask("{}")).isEqualTo(expected);
    }

    @Test
    void readsNoLongAnswer() {
        answer = "{\"status\": \"password_match\", \"more\": \"" + "x".repeat(2000) + "\"}";

        assertThat(ask("{}")).isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void hasNoAnswerFromNobody() throws Exception {
        MigrationHook hook = hook("{}");
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(ask(hook)).isEqualTo(Answer.NONE);
    }

    @Test
    void isNotUsableWithoutConfigurationOrWithATemplate() {
        assertThat(new MigrationHook(configuration(Json.object()), vertx).isUsable())
                .isFalse();
        assertThat(hook("{\"body\": \"base64://e30=\"}").isUsable()).isFalse();
        assertThat(hook("{}").isUsable()).isTrue();
    }

    private Answer ask(String config) {
        return ask(hook(config));
    }

    private static Answer ask(MigrationHook hook) {
        return hook.ask("Ann@example.org", Secret.of("a \"secret\"")).await().atMost(LIMIT);
    }

    private MigrationHook hook(String config) {
        ObjectNode settings = (ObjectNode) Json.read(config, JsonNode.class);
        settings.put("url", "http://127.0.0.1:" + server.actualPort() + "/check");
        ObjectNode hook = Json.object().put("enabled", true);
        hook.set("config", settings);
        return new MigrationHook(configuration(hook), vertx);
    }

    private static Configuration configuration(ObjectNode hook) {
        ObjectNode tree = (ObjectNode) Json.read("""
                                {"selfservice": {"default_browser_return_url": "http://ui.test/",
                                                 "methods": {"password": {"config": {}}}},
                                 "identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                                 "secrets": {"cookie": ["a secret of the tests only"]}}
                                """, JsonNode.class);
        ((ObjectNode) tree.at("/selfservice/methods/password/config")).set("migrate_hook", hook);
        return Configuration.of(tree, Map.of(), Path.of("."));
    }
}
