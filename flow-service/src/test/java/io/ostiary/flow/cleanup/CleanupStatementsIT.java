package io.ostiary.flow.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.cleanup.CleanupStatement;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CleanupStatementsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-06-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;

    @BeforeEach
    void connect() {
        TestDatabase database = PostgresServer.shared().createDatabase("flow");
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .addProperty("search_path", "flow");
        pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(2));
    }

    @AfterEach
    void disconnect() {
        pool.close().await().atMost(DEADLINE);
        vertx.close().await().atMost(DEADLINE);
    }

    @Test
    void deletesInBatchesAndKeepsWhatIsNotOver() {
        addFlows(5, "2026-05-01");
        addFlows(2, "2026-07-01");

        assertThat(delete(statement("flow"))).isEqualTo(3);
        assertThat(delete(statement("flow"))).isEqualTo(2);
        assertThat(delete(statement("flow"))).isZero();
        assertThat(count("flow")).isEqualTo(2);
    }

    @Test
    void removesTheCountersOfTheEventsOfRemovedFlowsOnly() {
        addFlows(2, "2026-05-01");
        addFlows(1, "2026-07-01");
        run("INSERT INTO outbox_sequence (stream, key, epoch, n) SELECT 'flow.events', id::text, 1, 1 FROM flow");

        delete(statement("flow"));

        assertThat(count("outbox_sequence")).isEqualTo(1);
    }

    /**
     * So few rows would be read from end to end; with that switched off, a sequential scan shows a
     * missing index.
     */
    @ParameterizedTest
    @MethodSource("timedStatements")
    void findsOldRowsByAnIndex(CleanupStatement statement) {
        String time = switch (statement.table()) {
            case "attempt", "user_error" -> "created_at";
            case "flow_day" -> "day";
            case "web_hook_delivery" -> "updated_at";
            default -> "expires_at";
        };
        String only = statement.table().equals("web_hook_delivery") ? "state = 'failed' AND " : "";
        String plan = run("SET enable_seqscan = off; EXPLAIN SELECT 1 FROM "
                + statement.table()
                + " WHERE "
                + only
                + time
                + " < now() ORDER BY "
                + time
                + " LIMIT 100");

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
        assertThat(delete(statement)).isZero();
    }

    private static List<CleanupStatement> statements() {
        return CleanupStatement.read(CleanupStatementsIT.class, "/cleanup/flow.sql");
    }

    /** All but the one that goes by the primary key and no time. */
    private static List<CleanupStatement> timedStatements() {
        return statements().stream()
                .filter(each -> !each.table().equals("outbox_sequence"))
                .toList();
    }

    private static CleanupStatement statement(String table) {
        return statements().stream()
                .filter(each -> each.table().equals(table))
                .findAny()
                .orElseThrow();
    }

    private int delete(CleanupStatement statement) {
        return pool.preparedQuery(statement.sql())
                .execute(Tuple.of(NOW, 3))
                .await()
                .atMost(DEADLINE)
                .rowCount();
    }

    private void addFlows(int count, String expiry) {
        run("""
                INSERT INTO flow (id, kind, type, state, request_url, issued_at, expires_at, created_at, updated_at, ui, context)
                SELECT gen_random_uuid(), 'login', 'api', 'choose_method', '', now(), '%s', now(), now(), '{}', '{}'
                FROM generate_series(1, %d)
                """.formatted(expiry, count));
    }

    private long count(String table) {
        return pool.query("SELECT count(*) FROM " + table)
                .execute()
                .await()
                .atMost(DEADLINE)
                .iterator()
                .next()
                .getLong(0);
    }

    /** The last result's rows as text. */
    private String run(String sql) {
        var result = pool.query(sql).execute().await().atMost(DEADLINE);
        while (result.next() != null) {
            result = result.next();
        }
        StringBuilder text = new StringBuilder();
        result.forEach(row -> text.append(row.getValue(0)).append('\n'));
        return text.toString();
    }
}
