package io.ostiary.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Holds up whoever writes to a table of a stack's embedded database, by a lock on a connection of
 * its own; who reads goes on. So a service stops at exactly that statement, for as long as a test
 * likes.
 */
final class HeldTable implements AutoCloseable {

    private static final Duration WAIT_LIMIT = Duration.ofSeconds(20);

    private final String table;
    private final Connection holder;
    private final Connection observer;

    private HeldTable(String table, Connection holder, Connection observer) {
        this.table = table;
        this.holder = holder;
        this.observer = observer;
    }

    /**
     * Takes the lock.
     *
     * @param data data folder of the stack
     * @param table the table with its schema
     */
    static HeldTable hold(Path data, String table) {
        try {
            Connection holder = connect(data);
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE " + table + " IN SHARE MODE");
            }
            return new HeldTable(table, holder, connect(data));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows there are. @param from what follows {@code FROM} */
    static long rows(Path data, String from) {
        try (Connection connection = connect(data)) {
            return count(connection, "SELECT count(*) FROM " + from);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until somebody waits to write to the table. */
    void awaitWriter() {
        Awaitility.await("somebody writes to " + table)
                .atMost(WAIT_LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count("SELECT count(*) FROM pg_locks WHERE " + waiting()) > 0);
    }

    /** Breaks the connections of those who wait, so that what they wanted to write is lost. */
    void breakWriters() {
        count("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE " + waiting());
    }

    /** Lets those who wait go on. */
    @Override
    public void close() {
        try (holder;
                observer) {
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String waiting() {
        return "NOT granted AND relation = '" + table + "'::regclass";
    }

    private long count(String query) {
        return count(observer, query);
    }

    private static long count(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(Path data) throws SQLException {
        Path folder = data.resolve("postgresql");
        try {
            // The fourth line of PostgreSQL's own pid file.
            String port =
                    Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(3);
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres",
                    "ostiary",
                    Files.readString(folder.resolve("password")).strip());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
