package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    private static final Ruling.Refused OVER = new Ruling.Refused(Reason.ACCOUNT_LIMIT, Instant.EPOCH, false);
    private static final Ruling.Refused FAR_OVER = new Ruling.Refused(Reason.ACCOUNT_LIMIT, Instant.EPOCH, true);

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private volatile String asked = "";
    private volatile String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/siteverify", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asksAboutTheTokenOfTheForm() {
        answer = "{\"success\": true}";

        assertThat(of(challenge(url()), "a token&", OVER)).isEqualTo(Challenge.Outcome.MET);
        assertThat(asked).isEqualTo("secret=a+secret+of+the+tests&response=a+token%26&remoteip=192.0.2.1");
    }

    @Test
    void demandsAnotherTokenForOneThatIsWrong() {
        answer = "{\"success\": false}";

        assertThat(of(challenge(url()), "token", OVER)).isEqualTo(Challenge.Outcome.DEMANDED);
    }

    @Test
    void takesNonsenseAndSilenceForNo() {
        answer = "yes";
        Challenge challenge = challenge(url());

        assertThat(of(challenge, "token", OVER)).isEqualTo(Challenge.Outcome.DEMANDED);
        server.stop(0);
        assertThat(of(challenge, "token", OVER)).isEqualTo(Challenge.Outcome.DEMANDED);
    }

    @Test
    void demandsATokenFirst() {
        assertThat(of(challenge(url()), "", OVER)).isEqualTo(Challenge.Outcome.DEMANDED);
        assertThat(asked).isEmpty();
    }

    @Test
    void helpsNoMoreFromTwiceTheLimitOn() {
        answer = "{\"success\": true}";

        assertThat(of(challenge(url()), "token", FAR_OVER)).isEqualTo(Challenge.Outcome.NONE);
        assertThat(asked).isEmpty();
    }

    @Test
    void isNotThereUnlessItIsConfigured() {
        assertThat(of(challenge(null), "token", OVER)).isEqualTo(Challenge.Outcome.NONE);
    }

    private static Challenge.Outcome of(Challenge challenge, String token, Ruling.Refused refused) {
        return challenge.of(token, "192.0.2.1", refused).await().atMost(Duration.ofSeconds(20));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/siteverify";
    }

    private Challenge challenge(String url) {
        ObjectNode source = Json.object().put("dsn", "memory");
        source.withObject("/selfservice").put("default_browser_return_url", "http://127.0.0.1:4455/");
        source.withObject("/serve/public").put("base_url", "http://127.0.0.1:4433/");
        source.withObject("/serve/admin").put("base_url", "http://127.0.0.1:4434/");
        source.withObject("/identity").put("default_schema_id", "default");
        source.withObject("/identity")
                .withArray("schemas")
                .addObject()
                .put("id", "default")
                .put("url", "base64://eyJ0eXBlIjoib2JqZWN0In0=");
        source.withObject("/secrets").withArray("cookie").add("a secret of the tests only");
        ObjectNode keys = source.withObject("/ostiary/limits/challenge").put("secret", "a secret of the tests");
        if (url != null) {
            keys.put("verify_url", url);
        }
        return new Challenge(Configuration.of(source, Map.of(), Path.of(".")), vertx);
    }
}
