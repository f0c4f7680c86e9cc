package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** What the relay deletes over its own connection. */
class RetentionIT {

    private static final String PUBLISHED = "SELECT count(*) FROM outbox_published";
    private static final String RECEIPTS = "SELECT count(*) FROM effect_receipt";

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestDatabase database;
    private Connection connection;
    private Retention retention;

    @BeforeEach
    void connect() throws SQLException {
        new Driver();
        database = PostgresServer.shared().createDatabase("sample");
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        SmallRyeConfig settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
                .withDefaultValue("ostiary.outbox.relay.cleanup", "0S")
                .withMapping(RelayConfig.class)
                .withMapping(KafkaConfig.class)
                .build();
        RelayConfig config = settings.getConfigMapping(RelayConfig.class);
        Broker broker = new Broker(settings.getConfigMapping(KafkaConfig.class), config);
        retention = new Retention(config, Duration.ofDays(7), new RelayMetrics(metrics, broker));
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aTableThatCannotBeCleanedHoldsUpNeitherTheOtherNorTheRelay() throws Exception {
        // Given
        execute("""
                INSERT INTO outbox_published (position, id, aggregateid, type, payload, destination, created_at, published_at)
                SELECT n, gen_random_uuid(), '', '', '', '', now(), now() - interval '8 days' FROM generate_series(1, 3) n
                """);
        execute("INSERT INTO effect_receipt (effect_key, type, received_at)"
                + " SELECT n::text, '', now() - interval '8 days' FROM generate_series(1, 3) n");
        connection.setAutoCommit(false);
        execute("LOCK TABLE outbox_published IN EXCLUSIVE MODE");
        try (Lease lease = Lease.open(vertx, RelayProcess.options(database), System::nanoTime)) {
            // When
            retention.tend(lease);

            // Then
            assertThat(lease.lost()).isFalse();
            assertThat(count(RECEIPTS)).isZero();
            assertThat(count(PUBLISHED)).isEqualTo(3);
            assertThat(failures()).isEqualTo(1);

            // When: it is let go.
            connection.rollback();
            retention.tend(lease);

            // Then
            assertThat(count(PUBLISHED)).isZero();
            assertThat(failures()).isEqualTo(1);
        }
    }

    private double failures() {
        return metrics.counter("ostiary.cleanup.failures", "table", "outbox_published")
                .count();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
