package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the PostgreSQL server of this machine's system, by {@code dsn}. */
class SystemPostgresIT {

    private static final String OWNERS = """
            SELECT nspname, nspowner::regrole::text FROM pg_namespace
            WHERE nspname IN ('identity', 'session', 'flow', 'courier')
            """;

    private static final String FOREIGN_TABLES = """
            SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE nspname IN ('identity', 'session', 'flow', 'courier') AND relowner <> nspowner
            """;

    private static SystemPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> programs = SystemPostgres.programs();
        Assumptions.assumeTrue(
                programs.isPresent(),
                "no PostgreSQL server is installed on this machine (looked for initdb in"
                        + " /usr/lib/postgresql/*/bin and on the PATH)");
        server = SystemPostgres.start(programs.get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void givesEachServiceARoleOfItsOwnIfTheLoginMayCreateRoles() throws Exception {
        // What it may do by its roles, it may do only where it takes them.
        server.execute(
                "CREATE ROLE creator LOGIN CREATEROLE NOINHERIT PASSWORD 'a:b/c@d'",
                "CREATE DATABASE created OWNER creator");
        letSomebodyIn("creator:a%3Ab%2Fc%40d", "created");

        try (Connection connection = server.connect("created");
                Statement statement = connection.createStatement()) {
            assertThat(owners(statement))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "identity", "ostiary_identity",
                            "session", "ostiary_session",
                            "flow", "ostiary_flow",
                            "courier", "ostiary_courier"));
            assertThat(number(statement, FOREIGN_TABLES)).isZero();
            assertThat(number(statement, "SELECT count(*) FROM identity.identity"))
                    .isOne();
            statement.execute("SET ROLE ostiary_flow");
            assertThat(number(statement, "SELECT count(*) FROM flow.flow")).isPositive();
            assertThatThrownBy(() -> number(statement, "SELECT count(*) FROM identity.identity"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void makesTheLoginTheOwnerIfItMayNotCreateRoles() throws Exception {
        server.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'", "CREATE DATABASE plain OWNER plain");
        letSomebodyIn("plain:plain", "plain");

        try (Connection connection = server.connect("plain");
                Statement statement = connection.createStatement()) {
            assertThat(owners(statement))
                    .hasSize(4)
                    .allSatisfy((s, o) -> assertThat(o).isEqualTo("plain"));
            assertThat(number(statement, "SELECT count(*) FROM identity.identity"))
                    .isOne();
        }
    }

    private void letSomebodyIn(String login, String database) {
        String dsn = "postgres://" + login + "@127.0.0.1:" + server.port() + "/" + database;
        StackConfig config = StackConfig.in(folder.resolve("config")).withDsn(dsn + "?sslmode=disable&max_conns=20");
        try (Mailbox mailbox = new Mailbox(config);
                RunningStack stack = RunningStack.start(config, null)) {
            assertThat(stack.data().resolve("postgresql")).doesNotExist();
            Person person = new Person(config);
            person.register();
            person.verify(mailbox.awaitCode(person.email()));
            String token = person.logIn();
            assertThat(person.whoami(token).expect(200).text("/identity/id")).isEqualTo(person.identity());
            person.logOut(token);
            person.whoami(token).expect(401);
        }
    }

    private static Map<String, String> owners(Statement statement) throws SQLException {
        Map<String, String> owners = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(OWNERS)) {
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
        }
        return owners;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
