package io.ostiary.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded server of the local stack. */
class MigrationIT {

    @TempDir
    static Path folder;

    private static RunningPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = new RunningPostgres(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void givesEachSchemaARoleThatSeesNoOther() throws Exception {
        Dsn dsn = postgres.newDatabase("roles", "boss", "LOGIN CREATEROLE");
        for (ServiceSchema schema : ServiceSchema.values()) {
            assertThat(new Migration(dsn, schema).run().role()).isEqualTo(schema.role());
        }
        try (Connection connection = RunningPostgres.connect(dsn);
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE ostiary_flow");
            statement.execute("CREATE TABLE flow.mine (id int)");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE identity.theirs (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM identity.flyway_schema_history"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void ownsTheSchemasItselfWhereRolesAreRefused() throws Exception {
        Dsn dsn = postgres.newDatabase("plain", "clerk", "LOGIN");
        Migration.Result result = new Migration(dsn, ServiceSchema.IDENTITY).run();
        assertThat(result.role()).isNull();
        assertThat(owner(dsn, "identity")).isEqualTo("clerk");
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        Dsn dsn = postgres.newDatabase("twice", "again", "LOGIN CREATEROLE");
        Migration.Result first = new Migration(dsn, ServiceSchema.SESSION).run();
        Migration.Result second = new Migration(dsn, ServiceSchema.SESSION).run();
        assertThat(second.applied()).isZero();
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.role()).isEqualTo(first.role());
    }

    @Test
    void runsAFileAgainThatFailedHalfWay() throws Exception {
        Dsn dsn = postgres.newDatabase("half", "halfway", "LOGIN");
        Path files = Files.createDirectory(folder.resolve("half"));
        Migration migration = new Migration(dsn, ServiceSchema.FLOW, "filesystem:" + files);
        Path broken = files.resolve("V1__tables.sql");
        Files.writeString(broken, "CREATE TABLE one (a int); CREATE TABLE two (a nonsense);");
        assertThatThrownBy(migration::run).hasMessageContaining("nonsense");

        Files.writeString(broken, "CREATE TABLE one (a int); CREATE TABLE two (a int);");
        assertThat(migration.run().version()).isEqualTo("1");
    }

    @Test
    void makesAnIndexAgainThatFailedHalfWay() throws Exception {
        Dsn dsn = postgres.newDatabase("index", "indexer", "LOGIN");
        Path files = Files.createDirectory(folder.resolve("index"));
        Migration migration = new Migration(dsn, ServiceSchema.FLOW, "filesystem:" + files);
        Files.writeString(files.resolve("V1__table.sql"), "CREATE TABLE one (a int); INSERT INTO one VALUES (1), (1);");
        Files.writeString(
                files.resolve("V2__index.sql"),
                "DROP INDEX CONCURRENTLY IF EXISTS once; CREATE UNIQUE INDEX CONCURRENTLY once ON one (a);");
        assertThatThrownBy(migration::run).hasMessageContaining("once");
        assertThat(one(dsn, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'flow.once'::regclass"))
                .as("left by the failure")
                .isEqualTo("f");

        one(dsn, "WITH gone AS (DELETE FROM flow.one RETURNING a) SELECT count(*) FROM gone");
        assertThat(migration.run().version()).isEqualTo("2");
        assertThat(one(dsn, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'flow.once'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void waitsForALockForAMomentOnly() throws Exception {
        Dsn dsn = postgres.newDatabase("locks", "locker", "LOGIN");
        Path files = Files.createDirectory(folder.resolve("locks"));
        Migration migration = new Migration(dsn, ServiceSchema.FLOW, "filesystem:" + files);
        Files.writeString(files.resolve("V1__table.sql"), "CREATE TABLE one (a int);");
        migration.run();
        Files.writeString(files.resolve("V2__column.sql"), "ALTER TABLE one ADD COLUMN b int;");
        try (Connection reader = RunningPostgres.connect(dsn);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM flow.one");
            assertThatThrownBy(migration::run).hasMessageContaining("lock timeout");
            reader.rollback();
        }
        assertThat(migration.run().version()).isEqualTo("2");
    }

    private static String one(Dsn dsn, String sql) throws SQLException {
        try (Connection connection = RunningPostgres.connect(dsn);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String owner(Dsn dsn, String schema) throws SQLException {
        try (Connection connection = RunningPostgres.connect(dsn);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '" + schema + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
