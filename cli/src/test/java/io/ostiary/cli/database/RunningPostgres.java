package io.ostiary.cli.database;

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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** The embedded server of the local stack, for tests. */
final class RunningPostgres implements AutoCloseable {

    private static final ChildListener NOBODY = new ChildListener() {
        @Override
        public void died(ChildProgram program, int exitCode, Duration pause) {}

        @Override
        public void refused(ChildProgram program, String reason) {}

        @Override
        public void startedAgain(ChildProgram program) {}
    };

    private final PortBlock ports;
    private final EmbeddedPostgres postgres;
    private final Child server;

    RunningPostgres(Path folder) throws Exception {
        ports = PortBlock.reserve(1);
        postgres = new EmbeddedPostgres(
                PostgresBinaries.unpack(folder.resolve("cache")),
                ServerAccount.find(),
                folder.resolve("data"),
                ports.next(),
                false);
        postgres.prepare();
        server = new Child(
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

    /** Makes a database that a new login owns. */
    Dsn newDatabase(String name, String login, String rights) throws SQLException {
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
                    statement.execute("GRANT " + schema.role() + " TO " + login + " WITH ADMIN OPTION");
                }
            }
            statement.execute("CREATE DATABASE " + name + " OWNER " + login);
        }
        return new Dsn("127.0.0.1", postgres.dsn().port(), name, login, "x", Map.of());
    }

    static Connection connect(Dsn dsn) throws SQLException {
        return DriverManager.getConnection(dsn.jdbcUrl(), dsn.jdbcProperties());
    }

    @Override
    public void close() throws Exception {
        server.stop(Duration.ofSeconds(5));
        ports.close();
    }
}
