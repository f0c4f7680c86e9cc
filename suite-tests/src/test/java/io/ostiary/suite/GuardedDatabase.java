package io.ostiary.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** The database {@code guarded} in the PostgreSQL server of a running stack, which is made to speak TLS. */
final class GuardedDatabase {

    private GuardedDatabase() {}

    /** Its address with {@code sslmode=verify-full}; the path of the authority's certificate is to follow. */
    static String dsn(Path data) throws Exception {
        return "postgres://guarded:guarded@127.0.0.1:" + port(data) + "/guarded?sslmode=verify-full&sslrootcert=";
    }

    /**
     * Has a running server speak TLS; its own programs write the files, for they must be its user's.
     *
     * @param certificate path of the files, without {@code .pem} and {@code .key}
     */
    static void protect(Connection server, Path certificate) throws Exception {
        try (Statement statement = server.createStatement()) {
            for (String kind : List.of("pem", "key")) {
                String text = Files.readString(Path.of(certificate + "." + kind));
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

    static Connection connect(Path data) throws Exception {
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
