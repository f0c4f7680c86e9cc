package io.ostiary.testkit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One embedded PostgreSQL per JVM. The port is kept in a system property, because the class loaders
 * of Quarkus tests each have their own copy of this class.
 */
public final class PostgresServer {

    private static final String SUPERUSER = "postgres";

    private final int port;

    private PostgresServer(int port) {
        this.port = port;
    }

    /**
     * The server of this JVM without fsync: fast, and enough unless a crash of the machine is
     * tested.
     */
    public static PostgresServer shared() {
        return shared("fast", false);
    }

    /**
     * The server of this JVM with fsync and synchronous commit, for tests that claim durability.
     */
    public static PostgresServer durable() {
        return shared("durable", true);
    }

    private static PostgresServer shared(String kind, boolean durable) {
        // System properties are the one map that all class loaders share; it also serves as the
        // lock.
        synchronized (System.getProperties()) {
            String key = "testkit.postgres." + kind;
            String known = System.getProperty(key);
            if (known == null) {
                known = Integer.toString(start(durable));
                System.setProperty(key, known);
            }
            return new PostgresServer(Integer.parseInt(known));
        }
    }

    private static int start(boolean durable) {
        String onOff = durable ? "on" : "off";
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(FreePorts.next())
                    .setServerConfig("fsync", onOff)
                    .setServerConfig("synchronous_commit", onOff)
                    .setServerConfig("full_page_writes", onOff)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "32MB")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            // The JVM ends; the data folder lies in the temporary directory.
        }
    }

    /** The port on loopback. */
    public int port() {
        return port;
    }

    /**
     * Creates a database of its own with one schema, owned by a login {@code ostiary_<schema>} that
     * has no other right, and migrates it from the class path folder {@code db/<schema>} if there
     * is one.
     */
    public TestDatabase createDatabase(String schema) {
        return createDatabase(schema, Thread.currentThread().getContextClassLoader());
    }

    /**
     * As above, for the schema of another module.
     *
     * @param resources the folder of that module in which {@code db/<schema>} lies
     */
    public TestDatabase createDatabase(String schema, Path resources) {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {resources.toUri().toURL()}, PostgresServer.class.getClassLoader())) {
            return createDatabase(schema, loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestDatabase createDatabase(String schema, ClassLoader loader) {
        String name =
                schema + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String role = "ostiary_" + schema;
        run(
                "postgres",
                "DO $$ BEGIN CREATE ROLE %s LOGIN PASSWORD '%s'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                        .formatted(role, role));
        run("postgres", "CREATE DATABASE " + name);
        run(name, "CREATE SCHEMA %s AUTHORIZATION %s".formatted(schema, role));
        TestDatabase database = new TestDatabase(port, name, schema, role, role);
        if (loader.getResource("db/" + schema) != null) {
            migrate(database, loader);
        }
        return database;
    }

    private static void migrate(TestDatabase database, ClassLoader loader) {
        Flyway.configure(loader)
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas(database.schema())
                .defaultSchema(database.schema())
                .createSchemas(false)
                .locations("classpath:db/" + database.schema())
                // A lock of a transaction would be one that CREATE INDEX CONCURRENTLY waits for.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    private void run(String database, String sql) {
        // Not by the DriverManager: it knows only drivers of the class loader that came first.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        try (Connection connection = source.getConnection(SUPERUSER, SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run: " + sql, e);
        }
    }
}
