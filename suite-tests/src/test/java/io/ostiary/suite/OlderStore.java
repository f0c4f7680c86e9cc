package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The store that a build of version 0.1.0 made ({@code store-0.1.0/make.py}), in a database of its own in the PostgreSQL
 * server of a running stack.
 *
 * @param port the server's port on 127.0.0.1
 * @param password of the server's superuser
 * @param name of the database, and of the login that keeps it; it may take the roles of the services
 */
record OlderStore(int port, String password, String name) {

    private static final List<String> SCHEMAS = List.of("identity", "session", "flow", "courier");

    /** Somebody of then, with what was told of them. */
    record Member(JsonNode told) {

        String text(String field) {
            return told.path(field).asText();
        }
    }

    /** Makes the database and loads the store into it. */
    static OlderStore load(Path data, String name) throws Exception {
        // The fourth line of PostgreSQL's own pid file.
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"))
                .get(3)
                .strip());
        OlderStore store = new OlderStore(
                port, Files.readString(data.resolve("postgresql/password")).strip(), name);
        try (Connection connection = store.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'kept'");
            for (String schema : SCHEMAS) {
                statement.execute("GRANT ostiary_" + schema + " TO " + name);
            }
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        }
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(resource("store.sql.gz"));
        }
        return store;
    }

    /** The people of the store who have a password. */
    static List<Member> members() throws IOException {
        List<Member> members = new ArrayList<>();
        people().path("people").forEach(each -> members.add(new Member(each)));
        return members;
    }

    /** What all their passwords are. */
    static String passwordOfAll() throws IOException {
        return people().path("password").asText();
    }

    private static JsonNode people() throws IOException {
        return Http.JSON.readTree(resource("people.json"));
    }

    /** Its address for the suite. */
    String dsn() {
        return "postgres://" + name + ":kept@127.0.0.1:" + port + "/" + name + "?sslmode=disable";
    }

    /** A connection to it that may do everything. */
    Connection connect() throws SQLException {
        return connect(name);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "ostiary", password);
    }

    /** The one value that a query gives. */
    String one(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Carries out a statement that may do everything. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Starts the migration to this release, in a process group of its own. */
    Process startMigration() {
        return RunningStack.run(List.of("migrate", "sql", "-e", "--yes"), Map.of("DSN", dsn()));
    }

    /** Migrates it to this release. @return what was printed */
    String migrate() throws Exception {
        Process process = startMigration();
        String output = output(process);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output;
    }

    /** All that a process says until it ends. */
    static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String file) throws IOException {
        String path = "/store-0.1.0/" + file;
        try (InputStream raw = OlderStore.class.getResourceAsStream(path);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
