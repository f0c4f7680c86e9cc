package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.tls.OwnAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite on a PostgreSQL server whose certificate a private authority signed, with {@code sslmode=verify-full}. */
class ProtectedDatabaseIT {

    private static final String CONNECTIONS = """
            SELECT count(*) FILTER (WHERE ssl), count(*) FILTER (WHERE NOT ssl)
            FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = 'guarded'
            """;

    @TempDir
    Path folder;

    @Test
    void checksTheCertificateOfEveryConnection() throws Exception {
        OwnAuthority authority = authority("own");
        OwnAuthority another = authority("another");
        authority.sign("server", "EC");
        Path data = folder.resolve("data");
        try (RunningStack host = RunningStack.start(StackConfig.in(folder.resolve("host")), data);
                Connection server = server(data)) {
            assertThat(host.pid()).isPositive();
            protect(server);
            String dsn =
                    "postgres://guarded:guarded@127.0.0.1:" + port(data) + "/guarded?sslmode=verify-full&sslrootcert=";
            StackConfig guest = StackConfig.in(folder.resolve("guest")).withDsn(dsn + authority.certificate());

            assertThat(migrate(dsn + another.certificate()))
                    .contains("guarded can't be migrated", "certificat")
                    .hasLineCount(1);
            try (RunningStack stack = RunningStack.start(guest, null)) {
                assertThat(stack.data().resolve("postgresql")).doesNotExist();
                Person person = new Person(guest);
                person.register();
                assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
                try (Statement look = server.createStatement();
                        ResultSet counted = look.executeQuery(CONNECTIONS)) {
                    counted.next();
                    assertThat(counted.getInt(1)).as("with TLS").isPositive();
                    assertThat(counted.getInt(2)).as("without TLS").isZero();
                }
            }
        }
    }

    private OwnAuthority authority(String name) throws Exception {
        return new OwnAuthority(Files.createDirectories(folder.resolve(name)));
    }

    /** Has a running server speak TLS; its own programs write the files, for they must be its user's. */
    private void protect(Connection server) throws Exception {
        try (Statement statement = server.createStatement()) {
            for (String kind : List.of("pem", "key")) {
                String text = Files.readString(folder.resolve("own/server." + kind));
                statement.execute(
                        "COPY (SELECT '" + text.strip().replace("\r", "").replace("\n", "@")
                                + "') TO PROGRAM 'umask 077; tr @ \\\\n >server." + kind + "'");
            }
            statement.execute("ALTER SYSTEM SET ssl_cert_file = 'server.pem'");
            statement.execute("ALTER SYSTEM SET ssl_key_file = 'server.key'");
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("CREATE ROLE guarded LOGIN PASSWORD 'guarded'");
            statement.execute("CREATE DATABASE guarded OWNER guarded");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static String migrate(String dsn) throws Exception {
        Process process = RunningStack.run(List.of("migrate", "sql", "-e", "--yes"), Map.of("DSN", dsn));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        return output;
    }

    private static Connection server(Path data) throws Exception {
        String password = Files.readString(data.resolve("postgresql/password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port(data) + "/postgres", "ostiary", password);
    }

    private static int port(Path data) throws Exception {
        // The fourth line of PostgreSQL's own pid file.
        return Integer.parseInt(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"))
                .get(3)
                .strip());
    }
}
