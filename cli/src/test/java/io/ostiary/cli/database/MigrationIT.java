package io.ostiary.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.cli.postgres.EmbeddedPostgres;
import io.ostiary.cli.postgres.PostgresBinaries;
import io.ostiary.cli.postgres.ServerAccount;
import io.ostiary.cli.process.Child;
import io.ostiary.cli.process.ChildListener;
import io.ostiary.cli.process.ChildProgram;
import io.ostiary.cli.process.PortBlock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded server of the local stack. */
class MigrationIT {

    private static final ChildListener NOBODY =
            new ChildListener() {
                @Override
                public void died(ChildProgram program, int exitCode, Duration pause) {}

                @Override
                public void startedAgain(ChildProgram program) {}
            };

    @TempDir static Path folder;

    private static PortBlock ports;
    private static EmbeddedPostgres postgres;
    private static Child server;

    @BeforeAll
    static void start() throws Exception {
        ports = PortBlock.reserve(1);
        postgres =
                new EmbeddedPostgres(
                        PostgresBinaries.unpack(folder.resolve("cache")),
                        ServerAccount.find(),
                        folder.resolve("data"),
                        ports.next(),
                        false);
        postgres.prepare();
        server =
                new Child(
                        postgres.program(folder.resolve("log")),
                        folder.resolve("pid"),
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().factory()),
                        NOBODY);
        server.start();
        for (int i = 0; i < 100; i++) {
            try {
                connect(postgres.dsn()).close();
                return;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("PostgreSQL does not start");
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(Duration.ofSeconds(5));
        ports.close();
    }

    @Test
    void givesEachSchemaARoleThatSeesNoOther() throws Exception {
        Dsn dsn = newDatabase("roles", "boss", "LOGIN CREATEROLE");
        for (ServiceSchema schema : ServiceSchema.values()) {
            assertThat(new Migration(dsn, schema).run().role()).isEqualTo(schema.role());
        }
        try (Connection connection = connect(dsn);
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE ostiary_flow");
            statement.execute("CREATE TABLE flow.mine (id int)");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE identity.theirs (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(
                            () -> statement.execute("SELECT * FROM identity.flyway_schema_history"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void ownsTheSchemasItselfWhereRolesAreRefused() throws Exception {
        Dsn dsn = newDatabase("plain", "clerk", "LOGIN");
        Migration.Result result = new Migration(dsn, ServiceSchema.IDENTITY).run();
        assertThat(result.role()).isNull();
        assertThat(owner(dsn, "identity")).isEqualTo("clerk");
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        Dsn dsn = newDatabase("twice", "again", "LOGIN CREATEROLE");
        Migration.Result first = new Migration(dsn, ServiceSchema.SESSION).run();
        Migration.Result second = new Migration(dsn, ServiceSchema.SESSION).run();
        assertThat(second.applied()).isZero();
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.role()).isEqualTo(first.role());
    }

    private static String owner(Dsn dsn, String schema) throws SQLException {
        try (Connection connection = connect(dsn);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '"
                                        + schema
                                        + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Dsn newDatabase(String name, String login, String rights) throws SQLException {
        try (Connection connection = connect(postgres.dsn());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + login + " " + rights + " PASSWORD 'x'");
            // Roles are the server's, not the database's: a login that may create roles has to be
            // able to grant them.
            for (ServiceSchema schema : ServiceSchema.values()) {
                if (rights.contains("CREATEROLE")) {
                    statement.execute(
                            "DO $$ BEGIN CREATE ROLE %s NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                                    .formatted(schema.role()));
                    statement.execute(
                            "GRANT " + schema.role() + " TO " + login + " WITH ADMIN OPTION");
                }
            }
            statement.execute("CREATE DATABASE " + name + " OWNER " + login);
        }
        return new Dsn("127.0.0.1", postgres.dsn().port(), name, login, "x", Map.of());
    }

    private static Connection connect(Dsn dsn) throws SQLException {
        return DriverManager.getConnection(dsn.jdbcUrl(), dsn.jdbcProperties());
    }
}
