package io.ostiary.identity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** How PostgreSQL reads a page of a list. */
class ListPlanIT {

    private static final String PAGE =
            IdentityStatements.LIST.formatted("i.id > '00000000-0000-0000-0000-000000000000' ORDER BY i.id LIMIT 101");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        new Driver();
        TestDatabase database = PostgresServer.shared().createDatabase("identity");
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** With some thousands of them reading all would look cheap, and costs seven times as much. */
    @Test
    void readsTheAddressesOfThePageAlone() throws SQLException {
        // Given
        execute("""
                INSERT INTO identity (id, version, schema_id, traits, state, state_changed_at, created_at, updated_at)
                SELECT gen_random_uuid(), 1, 'person', '{}', 'active', now(), now(), now() FROM generate_series(1, 10000)
                """);
        execute("""
                INSERT INTO verifiable_address (id, identity_id, via, value, verified, status, created_at, updated_at)
                SELECT gen_random_uuid(), id, 'email', id || '@example.org', false, 'pending', now(), now() FROM identity
                """);
        execute("""
                INSERT INTO recovery_address (id, identity_id, via, value, created_at, updated_at)
                SELECT gen_random_uuid(), id, 'email', id || '@example.org', now(), now() FROM identity
                """);
        execute("VACUUM ANALYZE");

        // When
        StringBuilder plan = new StringBuilder();
        int rows = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet lines = statement.executeQuery("EXPLAIN " + PAGE)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            try (ResultSet page = statement.executeQuery(PAGE)) {
                while (page.next()) {
                    rows++;
                }
            }
        }

        // Then
        assertThat(plan.toString())
                .contains("verifiable_address_owner", "recovery_address_owner")
                .doesNotContain("Seq Scan");
        assertThat(rows).isEqualTo(101);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
