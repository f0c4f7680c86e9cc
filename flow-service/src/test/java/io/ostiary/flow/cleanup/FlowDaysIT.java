package io.ostiary.flow.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.cleanup.CleanupStatement;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The partitions of flows, kept by the statements of the cleanup under the service's own role. */
class FlowDaysIT {

    private static final int AHEAD = 7;

    /** A UUIDv7 of now. */
    private static final String TODAYS = "overlay(flow_id_floor(now())::text PLACING '7' FROM 15)::uuid";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        new Driver();
        TestDatabase database = PostgresServer.shared().createDatabase("flow");
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void hasTodayAndSevenDaysFromTheFirst() throws SQLException {
        assertThat(number("SELECT count(*) FROM flow_day")).isEqualTo(1 + AHEAD);
        assertThat(number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'flow'::regclass"))
                .as("with the default partition")
                .isEqualTo(2 + AHEAD);
    }

    @Test
    void aFlowGoesToItsDayAndAnIdOfTheFirstVersionToTheRest() throws SQLException {
        add(TODAYS, "now() + interval '1 hour'");
        add("gen_random_uuid()", "now() + interval '1 hour'");

        assertThat(number("SELECT count(*) FROM " + partition(today()))).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM flow_default")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM flow")).isEqualTo(2);
    }

    @Test
    void tenDaysLaterTheDayIsDroppedAndOthersAreThere() throws SQLException {
        // Given
        add(TODAYS, "now() + interval '1 hour'");
        execute("INSERT INTO outbox_sequence (stream, key, epoch, n) SELECT 'flow.events', id::text, 1, 1 FROM flow");
        OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusDays(10);

        // When: the first run makes what is missing, the second one drops.
        assertThat(clean("flow_day", later)).isZero();
        assertThat(clean("flow_day", later)).isEqualTo(1 + AHEAD);

        // Then
        assertThat(number("SELECT count(*) FROM flow")).isZero();
        assertThat(number("SELECT count(*) FROM pg_class WHERE relname = '" + partition(today()) + "'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM flow_day WHERE day > current_date + 9"))
                .isEqualTo(1 + AHEAD);
        assertThat(clean("outbox_sequence", later)).isEqualTo(1);
        assertThat(clean("flow_day", later)).as("all is done").isZero();
    }

    @Test
    void keepsADayWhileAFlowOfItIsOpen() throws SQLException {
        // Given
        add(TODAYS, "now() + interval '20 days'");
        OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusDays(10);

        // When
        clean("flow_day", later);
        clean("flow_day", later);

        // Then
        assertThat(number("SELECT count(*) FROM " + partition(today()))).isEqualTo(1);
        assertThat(clean("outbox_sequence", later)).isZero();
    }

    @Test
    void whatCameBeforeItsPartitionMovesIntoIt() throws SQLException {
        // Given
        LocalDate day = today().plusDays(9);
        add("flow_id_floor(now() + interval '9 days')", "now() + interval '10 days'");
        assertThat(number("SELECT count(*) FROM flow_default")).isEqualTo(1);

        // When
        clean("flow_day", OffsetDateTime.now(ZoneOffset.UTC).plusDays(5));

        // Then
        assertThat(number("SELECT count(*) FROM flow_default")).isZero();
        assertThat(number("SELECT count(*) FROM " + partition(day))).isEqualTo(1);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String partition(LocalDate day) {
        return "flow_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private int clean(String table, OffsetDateTime ended) throws SQLException {
        String sql = CleanupStatement.read(FlowDaysIT.class, "/cleanup/flow.sql").stream()
                .filter(each -> each.table().equals(table))
                .findAny()
                .orElseThrow()
                .sql();
        try (PreparedStatement statement =
                connection.prepareStatement(sql.replace("$1", "?").replace("$2", "?"))) {
            statement.setObject(1, ended);
            statement.setInt(2, 100);
            return statement.executeUpdate();
        }
    }

    private void add(String id, String expiry) throws SQLException {
        execute("""
                INSERT INTO flow (id, kind, type, state, request_url, issued_at, expires_at, created_at, updated_at, ui, context)
                SELECT %s, 'login', 'api', 'choose_method', '', now(), %s, now(), now(), '{}', '{}'
                """.formatted(id, expiry));
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
