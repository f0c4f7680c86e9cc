package io.ostiary.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.proxy.ServiceAddresses;
import io.ostiary.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuiteWatchIT {

    private static final String WELL = "{\"status\":\"UP\",\"checks\":[{\"name\":\"kafka\",\"status\":\"UP\"}]}";

    private final Vertx vertx = Vertx.vertx();

    private final Ticking clock = new Ticking();

    private volatile String said = WELL;

    private HttpServer server;

    private SuiteWatch watch;

    @BeforeEach
    void listen() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(503).end(said))
                .listen(0, "127.0.0.1"));
        Map<Target, SocketAddress> there =
                Map.of(Target.COURIER, SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"));
        watch = new SuiteWatch(vertx, new ServiceAddresses(there, there, Optional.empty()), clock);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void findsNothingWhereAllIsWellOrNothingIsSaid() {
        await(watch.lookAtAll());
        assertThat(watch.troubles()).isEmpty();

        for (String answer : new String[] {"", "COURIER", "{}", "{\"checks\":1}", "{\"checks\":[1]}", "[]"}) {
            said = answer;
            await(watch.lookAtAll());
            assertThat(watch.troubles()).as(answer).isEmpty();
        }
    }

    @Test
    void tellsSinceWhenAsTheServiceDoes() {
        said = "{\"checks\":[{\"name\":\"kafka\",\"status\":\"DOWN\","
                + "\"data\":{\"since\":\"2026-01-02T03:04:05Z\",\"reason\":\"away\"}}]}";
        await(watch.lookAtAll());

        assertThat(watch.troubles())
                .containsExactly(
                        new Trouble("courier-service", "kafka", Instant.parse("2026-01-02T03:04:05Z"), "away"));
    }

    @Test
    void remembersSinceWhenUntilItIsOver() {
        said = "{\"checks\":[{\"name\":\"migrated database\",\"status\":\"DOWN\"}]}";
        Instant first = clock.instant();
        await(watch.lookAtAll());
        clock.now = first.plus(Duration.ofMinutes(5));
        await(watch.lookAtAll());
        assertThat(watch.troubles()).containsExactly(new Trouble("courier-service", "migrated database", first, null));

        said = WELL;
        await(watch.lookAtAll());
        assertThat(watch.troubles()).isEmpty();

        await(server.close());
        await(watch.lookAtAll());
        assertThat(watch.troubles())
                .containsExactly(new Trouble("courier-service", "answers", clock.instant(), "does not answer"));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static final class Ticking extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
