package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite on a PostgreSQL server that runs already, by {@code dsn}. The server is the embedded
 * one of another stack, with a database and a login of its own that may not create roles.
 */
class OtherDatabaseIT {

    private static final String LOGIN = "plain_login";

    @TempDir
    Path folder;

    @Test
    void runsOnAServerThatRunsAlreadyWithALoginThatMayNotCreateRoles() throws Exception {
        StackConfig host = StackConfig.in(folder.resolve("host"));
        Path data = folder.resolve("data");
        try (RunningStack server = RunningStack.start(host, data)) {
            assertThat(server.pid()).isPositive();
            String dsn = createDatabase(data);
            StackConfig guest = StackConfig.in(folder.resolve("guest")).withDsn(dsn);

            assertThat(migrate(dsn)).contains("identity", "session", "flow", "courier", "the login");
            assertThat(migrate(dsn)).contains("0 applied");

            try (RunningStack stack = RunningStack.start(guest, null)) {
                assertThat(stack.data().resolve("postgresql")).doesNotExist();
                Person person = new Person(guest);
                person.register();
                assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
            }
        }
    }

    private static String migrate(String dsn) throws Exception {
        Process process = RunningStack.run(List.of("migrate", "sql", "-e", "--yes"), Map.of("DSN", dsn));
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String createDatabase(Path data) throws Exception {
        int port = port(data);
        String password = Files.readString(data.resolve("postgresql/password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "ostiary", password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + LOGIN + " LOGIN PASSWORD 'p@ss word'");
            statement.execute("CREATE DATABASE other OWNER " + LOGIN);
        }
        return "postgres://" + LOGIN + ":p%40ss%20word@127.0.0.1:" + port + "/other?sslmode=disable&max_conns=8";
    }

    private static int port(Path data) throws Exception {
        // The fourth line of PostgreSQL's own pid file.
        return Integer.parseInt(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"))
                .get(3)
                .strip());
    }
}
