package io.ostiary.flow.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.testkit.fixture.MutableClock;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSecretsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String CODE = "123456";

    private final Vertx vertx = Vertx.vertx();
    private final MutableClock clock = MutableClock.atNoon();
    private final UUID flow = UUID.randomUUID();
    private Pool pool;
    private SecretDigests digests;
    private PostgresSecrets secrets;

    @BeforeEach
    void connect() throws IOException {
        TestDatabase database = PostgresServer.shared().createDatabase("flow");
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .addProperty("search_path", "flow");
        pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(2));
        digests = new SecretDigests(configuration());
        secrets = new PostgresSecrets(pool, clock, configuration());
    }

    @AfterEach
    void disconnect() {
        pool.close().await().atMost(DEADLINE);
        vertx.close().await().atMost(DEADLINE);
    }

    @Test
    void isClaimedByOneAttempt() {
        store(clock.instant().plusSeconds(60));

        claim();

        assertThatThrownBy(this::claim).isInstanceOf(ClaimedElsewhere.class);
    }

    @Test
    void isGoodUntilASecondBeforeItsEnd() {
        Instant end = clock.instant().plusSeconds(60);
        store(end);

        clock.set(end.minusSeconds(1));

        assertThat(find().isOpenAt(clock.instant())).isTrue();
        claim();
    }

    @Test
    void isWorthlessFromItsEndOn() {
        Instant end = clock.instant().plusSeconds(60);
        store(end);

        for (Instant late : new Instant[] {end, end.plusSeconds(1)}) {
            clock.set(late);
            assertThat(find().isOpenAt(clock.instant())).isFalse();
            assertThatThrownBy(this::claim).isInstanceOf(ClaimedElsewhere.class);
        }
    }

    private void claim() {
        secrets.claim(find(), UUID.randomUUID()).await().atMost(DEADLINE);
    }

    private OneTimeSecret find() {
        return secrets.find(flow, Purpose.LOGIN_CODE, CODE).await().atMost(DEADLINE);
    }

    private void store(Instant end) {
        pool.preparedQuery("INSERT INTO one_time_secret (id, flow_id, purpose, secret_hmac, created_at, expires_at)"
                        + " VALUES ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.from(new Object[] {
                    UUID.randomUUID(),
                    flow,
                    Purpose.LOGIN_CODE.wire(),
                    Buffer.buffer(digests.of(CODE)),
                    clock.instant().atOffset(ZoneOffset.UTC),
                    end.atOffset(ZoneOffset.UTC)
                }))
                .await()
                .atMost(DEADLINE);
    }

    private static Configuration configuration() throws IOException {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree("""
                                {"identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                                 "selfservice": {"default_browser_return_url": "http://ui.test/"},
                                 "secrets": {"cipher": ["a-secret-of-exactly-32-letters-."]}}
                                """);
        return Configuration.of(tree, Map.of(), Path.of("."));
    }
}
