package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** How PostgreSQL finds the order of events for the relay. */
class EventOrderIT {

    private static final int EXECUTIONS = 8;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A plan that was made while the outbox was empty is kept while it grows. */
    @Test
    void readsEventsInTheOrderOfTheirIndexHoweverFewThereAre() throws Exception {
        // Given: the other index over events, as identity-service and session-service have it.
        new Driver();
        TestDatabase database = PostgresServer.shared().createDatabase("sample");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE INDEX outbox_of_key ON outbox (aggregateid, created_at, id) WHERE effect_key IS NULL");
            // Two events among effects, so that the index over events alone seems to be the cheapest.
            statement.execute("""
                    INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, destination, effect_key, bucket,
                        created_at, deliver_after)
                    SELECT gen_random_uuid(), '', n::text, '', '{}', '', nullif(n, n % 2)::text, 0, now(), now()
                    FROM generate_series(0, 20) AS n
                    """);
            statement.execute("VACUUM ANALYZE outbox");
        }
        try (Lease lease = Lease.open(vertx, RelayProcess.options(database), System::nanoTime)) {
            for (int i = 0; i < EXECUTIONS; i++) {
                // When
                StringBuilder plan = new StringBuilder();
                lease.query("EXPLAIN " + EventPublisher.READ, Tuple.of(lease.buckets(), new String[0], 256))
                        .forEach(row -> plan.append(row.getString(0)).append('\n'));

                // Then
                assertThat(plan.toString())
                        .contains("Index Scan using outbox_pkey")
                        .doesNotContain("Sort");
            }
        }
    }
}
