package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.tls.OwnAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
                Connection server = GuardedDatabase.connect(data)) {
            assertThat(host.pid()).isPositive();
            GuardedDatabase.protect(server, folder.resolve("own/server"));
            String dsn = GuardedDatabase.dsn(data);
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

    private static String migrate(String dsn) throws Exception {
        Process process = RunningStack.run(List.of("migrate", "sql", "-e", "--yes"), Map.of("DSN", dsn));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        return output;
    }
}
