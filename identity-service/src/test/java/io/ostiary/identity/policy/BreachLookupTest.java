package io.ostiary.identity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.config.Secret;
import io.ostiary.testkit.fixture.MutableClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a server that speaks the range protocol. The SHA-1 of "password" is
 * 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8.
 */
class BreachLookupTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String answer =
            "1E4C9B93F3F0682250B6CF8331B7EE68FD8:1,234\r\n0018A45C4D1DEF81644B54AB7F969B88D65:0\r\n";
    private volatile int status = 200;
    private HttpServer server;
    private MutableClock clock;
    private BreachLookup lookup;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path());
                    request.response().setStatusCode(status).end(answer);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        clock = MutableClock.atNoon();
        lookup = new BreachLookup(vertx, "http://127.0.0.1:" + server.actualPort(), clock);
    }

    @AfterEach
    void close() {
        lookup.close();
        vertx.close();
    }

    @Test
    void tellsOnlyTheFirstDigitsAndCountsTheBreaches() {
        assertThat(breaches("password")).isEqualTo(1234);
        assertThat(asked).containsExactly("/range/5BAA6");
        assertThat(breaches("something else")).isZero();
    }

    @Test
    void remembersAnswersForAWhile() {
        breaches("password");
        breaches("password");
        assertThat(asked).hasSize(1);

        clock.advance(Duration.ofMinutes(11));
        breaches("password");
        assertThat(asked).hasSize(2);
    }

    @Test
    void takesALineWithoutCountAsOneBreach() {
        answer = "1E4C9B93F3F0682250B6CF8331B7EE68FD8\n";
        assertThat(breaches("password")).isEqualTo(1);
    }

    @Test
    void failsWhenTheServiceRefuses() {
        status = 503;
        assertThatThrownBy(() -> breaches("password")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "<html>", "1E4C9B93F3F0682250B6CF8331B7EE68FD8:many", "1E4C9B93"})
    void failsWhenTheAnswerIsNoListOfDigests(String other) {
        answer = other;
        assertThatThrownBy(() -> breaches("password")).isInstanceOf(IllegalStateException.class);

        answer = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:3";
        assertThat(breaches("password")).as("the failure is not remembered").isEqualTo(3);
    }

    private long breaches(String password) {
        return lookup.breaches(Secret.of(password)).await().atMost(SOON);
    }
}
