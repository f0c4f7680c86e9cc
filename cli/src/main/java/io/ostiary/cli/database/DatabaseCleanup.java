package io.ostiary.cli.database;

import io.ostiary.config.Configuration;
import io.ostiary.config.cleanup.CleanupStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes what has expired from one schema, by the statements of the service that owns it. May run
 * beside the services and beside another run: each batch is a transaction of its own and leaves
 * rows that somebody else holds.
 */
public final class DatabaseCleanup {

    private static final String OWN = "/cleanup/%s.sql";

    private static final String COMMON = "/cleanup/outbox.sql";

    private static final int DEADLINE_SECONDS = 60;

    private final Dsn dsn;
    private final ServiceSchema schema;
    private final Configuration configuration;
    private final Clock clock;

    /**
     * @param configuration says how old rows have to be, and how many go at once
     * @param clock tells now
     */
    public DatabaseCleanup(Dsn dsn, ServiceSchema schema, Configuration configuration, Clock clock) {
        this.dsn = dsn;
        this.schema = schema;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * What became of a table.
     *
     * @param schema its schema
     * @param table its name
     * @param removed how many rows were deleted
     * @param kept whether the configuration says that rows are kept for ever
     */
    public record Result(ServiceSchema schema, String table, long removed, boolean kept) {}

    /**
     * Cleans table after table. One that the database refuses to clean keeps it from none of the
     * others.
     *
     * @param pause after each table
     * @param done gets what became of a table as soon as it is known
     * @throws SQLException if the database can't be reached or isn't migrated; after all other
     *     tables if it refuses to clean some, whose names it says
     */
    public void run(Duration pause, Consumer<Result> done) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(dsn.jdbcUrl(), dsn.jdbcProperties())) {
            enter(connection);
            List<String> refusals = new ArrayList<>();
            for (CleanupStatement statement : statements()) {
                try {
                    done.accept(clean(connection, statement));
                } catch (SQLException e) {
                    if (!connection.isValid(DEADLINE_SECONDS)) {
                        throw e;
                    }
                    refusals.add(statement.table() + ": " + e.getMessage());
                }
                // The command has a thread of its own and nothing else to do.
                Thread.sleep(pause);
            }
            if (!refusals.isEmpty()) {
                throw new SQLException(String.join("; ", refusals));
            }
        }
    }

    private List<CleanupStatement> statements() {
        List<CleanupStatement> statements =
                new ArrayList<>(CleanupStatement.read(DatabaseCleanup.class, OWN.formatted(schema.schemaName())));
        statements.addAll(CleanupStatement.read(DatabaseCleanup.class, COMMON));
        return statements;
    }

    /** Takes the role of the schema's owner, as the service does, and looks only at its tables. */
    private void enter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet owner =
                    statement.executeQuery("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '%s'"
                            .formatted(schema.schemaName()))) {
                if (!owner.next()) {
                    throw new SQLException("there is no such schema; run migrate sql first");
                }
                if (owner.getString(1).equals(schema.role())) {
                    statement.execute("SET ROLE " + schema.role());
                }
            }
            statement.execute("SET search_path TO " + schema.schemaName());
            statement.execute("SET statement_timeout = '%ds'; SET lock_timeout = '2s'".formatted(DEADLINE_SECONDS));
        }
    }

    private Result clean(Connection connection, CleanupStatement statement) throws SQLException {
        Optional<Duration> age = statement.age(configuration);
        if (age.isEmpty()) {
            return new Result(schema, statement.table(), 0, true);
        }
        int batch = configuration.integer("database.cleanup.batch_size");
        long removed = 0;
        try (PreparedStatement delete = connection.prepareStatement(jdbc(statement.sql()))) {
            delete.setQueryTimeout(DEADLINE_SECONDS);
            if (statement.takesAge()) {
                delete.setDouble(1, age.get().toMillis() / 1000.0);
            } else {
                delete.setObject(
                        1,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                                .minus(age.get()));
            }
            delete.setInt(2, batch);
            int last;
            do {
                last = delete.executeUpdate();
                removed += last;
            } while (last >= batch);
        }
        return new Result(schema, statement.table(), removed, false);
    }

    /** Parameters as JDBC writes them; in the statements they stand once each and in this order. */
    private static String jdbc(String sql) {
        return sql.replace("$1", "?").replace("$2", "?");
    }
}
