package io.ostiary.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ostiary.cli.database.DatabaseCleanup.Result;
import io.ostiary.config.Configuration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On migrated schemas of an embedded server. */
class DatabaseCleanupIT {

    /**
     * Tables whose rows stay until somebody deletes what they are about, or that are emptied
     * anyway.
     */
    private static final Set<String> STAYING = Set.of(
            "identity.identity",
            "identity.credentials",
            "identity.credential_identifier",
            "identity.verifiable_address",
            "identity.recovery_address",
            "session.session_device",
            "courier.dispatch");

    private static final Set<String> STAYING_EVERYWHERE =
            Set.of("flyway_schema_history", "outbox", "outbox_sequence", "outbox_epoch");

    @TempDir
    static Path folder;

    private static RunningPostgres postgres;
    private static Dsn dsn;

    @BeforeAll
    static void start() throws Exception {
        postgres = new RunningPostgres(folder);
        dsn = postgres.newDatabase("suite", "operator", "LOGIN CREATEROLE");
        for (ServiceSchema schema : ServiceSchema.values()) {
            new Migration(dsn, schema).run();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void removesWhatHasExpiredInBatchesAndNothingElse() throws Exception {
        flows(7, "3 days");
        flows(2, "1 hour");
        attempts(4, "2 days");
        attempts(1, "1 hour");
        messages(5, "31 days", "NULL");
        messages(1, "31 days", "now()");
        messages(1, "1 day", "NULL");
        published(8, "8 days");
        published(1, "6 days");

        List<Result> results = clean("database: {cleanup: {batch_size: 3}}");

        assertThat(removed(results, "flow.flow")).isEqualTo(7);
        assertThat(removed(results, "identity.registration_attempt")).isEqualTo(4);
        assertThat(removed(results, "courier.message")).isEqualTo(5);
        assertThat(removed(results, "session.outbox_published")).isEqualTo(8);
        assertThat(count("flow.flow")).isEqualTo(2);
        assertThat(count("identity.registration_attempt")).isEqualTo(1);
        assertThat(count("courier.message")).isEqualTo(2);
        assertThat(count("session.outbox_published")).isEqualTo(1);
        assertThat(clean("")).allMatch(each -> each.removed() == 0);
        empty();
    }

    @Test
    void keepsWhatTheConfigurationSays() throws Exception {
        flows(2, "3 days");
        messages(2, "31 days", "NULL");

        List<Result> results = clean("database: {cleanup: {older_than: 72h}}\nostiary: {courier: {retention: 0s}}");

        assertThat(removed(results, "flow.flow")).isZero();
        assertThat(results).filteredOn(Result::kept).extracting(Result::table).containsExactly("message");
        assertThat(removed(clean(""), "flow.flow")).isEqualTo(2);
        empty();
    }

    @Test
    void takesTheCountersOfDeletedIdentitiesAMonthLater() throws Exception {
        execute("""
                INSERT INTO identity.deleted_identity (identity_id, deleted_at) VALUES
                    ('019c0000-0000-7000-8000-000000000001', now() - interval '31 days'),
                    ('019c0000-0000-7000-8000-000000000002', now() - interval '29 days')
                """);
        execute("""
                INSERT INTO identity.outbox_sequence (stream, key, epoch, n)
                SELECT 'identity.events', '019c0000-0000-7000-8000-00000000000' || n, 1, 1 FROM generate_series(1, 3) n
                """);
        execute("""
                INSERT INTO session.identity_snapshot (identity_id, version, state, available_aal, deleted, updated_at, body)
                VALUES ('019c0000-0000-7000-8000-000000000001', 1, 'active', 'aal0', true, now() - interval '31 days', '{}'),
                    ('019c0000-0000-7000-8000-000000000002', 1, 'active', 'aal0', true, now() - interval '29 days', '{}'),
                    ('019c0000-0000-7000-8000-000000000003', 1, 'active', 'aal0', false, now() - interval '31 days', '{}')
                """);
        execute("INSERT INTO session.outbox_sequence (stream, key, epoch, n)"
                + " SELECT 'session.events', key, epoch, n FROM identity.outbox_sequence");

        List<Result> results = clean("");

        assertThat(removed(results, "identity.deleted_identity")).isEqualTo(1);
        assertThat(removed(results, "session.identity_snapshot")).isEqualTo(1);
        assertThat(count("identity.outbox_sequence")).isEqualTo(2);
        assertThat(count("session.outbox_sequence")).isEqualTo(2);
        empty();
    }

    @Test
    void leavesNoTableOut() throws Exception {
        Set<String> cleaned = new TreeSet<>();
        clean("").forEach(each -> cleaned.add(each.schema().schemaName() + "." + each.table()));
        Set<String> uncovered = new TreeSet<>();
        query(
                "SELECT relnamespace::regnamespace || '.' || relname, relname FROM pg_class"
                        + " WHERE relkind IN ('r', 'p') AND NOT relispartition"
                        + " AND relnamespace::regnamespace::text IN ('identity', 'session', 'flow', 'courier')",
                row -> {
                    if (!STAYING_EVERYWHERE.contains(row.getString(2))) {
                        uncovered.add(row.getString(1));
                    }
                });
        uncovered.removeAll(cleaned);

        assertThat(uncovered).isSubsetOf(STAYING);
    }

    @Test
    void cleansTheOthersWhereOneIsRefusedAndSaysWhich() throws Exception {
        // Given
        flows(2, "3 days");
        execute("INSERT INTO flow.user_error (id, error, created_at, updated_at)"
                + " SELECT gen_random_uuid(), '', now() - interval '3 days', now()");
        List<Result> results = new ArrayList<>();
        DatabaseCleanup cleanup = new DatabaseCleanup(dsn, ServiceSchema.FLOW, configuration(""), Clock.systemUTC());

        // When
        try (Connection holder = RunningPostgres.connect(dsn);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE flow.flow_default IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> cleanup.run(Duration.ZERO, results::add))
                    .hasMessageContaining("flow: ")
                    .hasMessageContaining("lock timeout")
                    .hasMessageNotContaining("user_error");
        }

        // Then
        assertThat(removed(results, "flow.user_error")).isEqualTo(1);
        assertThat(removed(clean(""), "flow.flow")).isEqualTo(2);
        empty();
    }

    @Test
    void saysThatADatabaseIsNotMigrated() throws Exception {
        Dsn blank = postgres.newDatabase("blank", "stranger", "LOGIN");
        DatabaseCleanup cleanup = new DatabaseCleanup(blank, ServiceSchema.FLOW, configuration(""), Clock.systemUTC());

        assertThatThrownBy(() -> cleanup.run(Duration.ZERO, result -> {})).hasMessageContaining("migrate sql");
    }

    private static List<Result> clean(String more) throws Exception {
        List<Result> results = new ArrayList<>();
        for (ServiceSchema schema : ServiceSchema.values()) {
            new DatabaseCleanup(dsn, schema, configuration(more), Clock.systemUTC()).run(Duration.ZERO, results::add);
        }
        return results;
    }

    private static long removed(List<Result> results, String table) {
        return results.stream()
                .filter(each -> table.equals(each.schema().schemaName() + "." + each.table()))
                .findAny()
                .orElseThrow()
                .removed();
    }

    private static void flows(int count, String ended) throws SQLException {
        execute("""
                INSERT INTO flow.flow (id, kind, type, state, request_url, issued_at, expires_at, created_at, updated_at, ui, context)
                SELECT gen_random_uuid(), 'login', 'api', 'choose_method', '', now(), now() - interval '%s', now(), now(), '{}', '{}'
                FROM generate_series(1, %d)
                """.formatted(ended, count));
    }

    private static void attempts(int count, String age) throws SQLException {
        execute("""
                INSERT INTO identity.registration_attempt (attempt_id, identity_id, effects, created_at)
                SELECT gen_random_uuid(), gen_random_uuid(), '[]', now() - interval '%s' FROM generate_series(1, %d)
                """.formatted(age, count));
    }

    private static void messages(int count, String age, String due) throws SQLException {
        execute("""
                INSERT INTO courier.message (id, type, channel, recipient, template_type, due_at, created_at)
                SELECT gen_random_uuid(), 'email', 'email', 'a@example.org', 'x', %s, now() - interval '%s'
                FROM generate_series(1, %d)
                """.formatted(due, age, count));
    }

    private static void published(int count, String age) throws SQLException {
        execute("""
                INSERT INTO session.outbox_published (position, id, aggregateid, type, payload, destination, created_at, published_at)
                SELECT coalesce((SELECT max(position) FROM session.outbox_published), 0) + n, gen_random_uuid(), '', '', '', '',
                    now(), now() - interval '%s'
                FROM generate_series(1, %d) AS n
                """.formatted(age, count));
    }

    private static void empty() throws SQLException {
        execute("TRUNCATE flow.flow, identity.registration_attempt, courier.message, session.outbox_published,"
                + " identity.deleted_identity, identity.outbox_sequence, session.identity_snapshot, session.outbox_sequence"
                + " CASCADE");
    }

    private static long count(String table) throws SQLException {
        List<Long> counts = new ArrayList<>();
        query("SELECT count(*) FROM " + table, row -> counts.add(row.getLong(1)));
        return counts.getFirst();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = RunningPostgres.connect(dsn);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(String sql, RowReader reader) throws SQLException {
        try (Connection connection = RunningPostgres.connect(dsn);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static Configuration configuration(String more) throws Exception {
        String yaml = """
                identity: {schemas: [{id: default, url: "base64://e30="}]}
                selfservice: {default_browser_return_url: "http://127.0.0.1/"}
                secrets: {cookie: [a-cookie-secret-for-tests-only]}
                %s
                """.formatted(more);
        return Configuration.of((ObjectNode) new YAMLMapper().readTree(yaml), Map.of(), Path.of("."));
    }
}
