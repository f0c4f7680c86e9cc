package io.ostiary.cli.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Brings one schema of a database to the version that this release needs.
 *
 * <p>Where the login may create roles, the schema belongs to a role of its own, which the login may
 * take; the service then connects with that role and has no right beyond its schema. Where it may
 * not, the login owns the schema. Safe to repeat, and to run on several machines at once: Flyway
 * takes a lock. A file that failed is run again from its beginning.
 *
 * <p>A statement may take as long as it needs, but waits for a lock for five seconds only: behind
 * one that waits, everybody waits.
 */
public final class Migration {

    private static final String LIMITS =
            "-c lock_timeout=5s -c statement_timeout=0 -c idle_in_transaction_session_timeout=0";

    private final Dsn dsn;
    private final ServiceSchema schema;
    private final String location;

    public Migration(Dsn dsn, ServiceSchema schema) {
        this(dsn, schema, "classpath:db/" + schema.schemaName());
    }

    /**
     * @param location where the files are, as Flyway writes it
     */
    Migration(Dsn dsn, ServiceSchema schema, String location) {
        this.dsn = dsn;
        this.schema = schema;
        this.location = location;
    }

    /**
     * What a migration did.
     *
     * @param schema the schema
     * @param role the role that owns it, or {@code null} if the login does
     * @param version version of the schema now; {@code null} without any migration
     * @param applied how many files were applied
     */
    public record Result(ServiceSchema schema, @Nullable String role, String version, int applied) {}

    /**
     * Makes role and schema if needed and applies what is missing.
     *
     * @throws SQLException if the database can't be reached or refuses
     */
    public Result run() throws SQLException {
        String role = prepare();
        MigrateResult result = flyway(role).migrate();
        String version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        return new Result(schema, role, version, result.migrationsExecuted);
    }

    /**
     * Where a schema stands.
     *
     * @param version version of the schema; {@code null} when it isn't made yet
     * @param missing how many files of this release it lacks
     */
    public record Status(@Nullable String version, int missing) {}

    /**
     * Looks without changing anything.
     *
     * @throws SQLException if the database can't be reached or refuses
     */
    public Status status() throws SQLException {
        try {
            MigrationInfoService info = flyway(null).info();
            MigrationInfo current = info.current();
            return new Status(
                    current == null || current.getVersion() == null
                            ? null
                            : current.getVersion().getVersion(),
                    info.pending().length);
        } catch (FlywayException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e);
        }
    }

    private @Nullable String prepare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(dsn.jdbcUrl(), dsn.jdbcProperties());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Two migrations at once must not both find that the role is missing.
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('ostiary migrate'))");
            String role = owningRole(statement);
            forgetFailures(statement, role);
            connection.commit();
            return role;
        }
    }

    /** The schema's own role, made with the schema if needed; {@code null} if the login owns it. */
    private @Nullable String owningRole(Statement statement) throws SQLException {
        String owner = owner(statement);
        if (owner != null) {
            return owner.equals(schema.role()) ? owner : null;
        }
        boolean ownRole = mayCreateRoles(statement) || roleIsGranted(statement);
        if (ownRole) {
            createRole(statement, schema.role());
        }
        statement.execute("CREATE SCHEMA %s AUTHORIZATION %s"
                .formatted(schema.schemaName(), ownRole ? schema.role() : "CURRENT_USER"));
        return ownRole ? schema.role() : null;
    }

    /**
     * A file that ran outside of a transaction and failed is noted as failed, and Flyway would go no
     * further. Such files begin by taking back what they may have left.
     */
    private void forgetFailures(Statement statement, @Nullable String role) throws SQLException {
        if (role != null) {
            statement.execute("SET LOCAL ROLE " + role);
        }
        String history = schema.schemaName() + ".flyway_schema_history";
        if (exists(statement, "SELECT 1 WHERE to_regclass('" + history + "') IS NOT NULL")) {
            statement.executeUpdate("DELETE FROM " + history + " WHERE NOT success");
        }
    }

    private @Nullable String owner(Statement statement) throws SQLException {
        String query =
                "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '%s'".formatted(schema.schemaName());
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private void createRole(Statement statement, String role) throws SQLException {
        if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            statement.execute("CREATE ROLE " + role + " NOLOGIN");
        }
        // Since PostgreSQL 16 who creates a role without being superuser may grant it, but not yet
        // take it.
        int version = statement.getConnection().getMetaData().getDatabaseMajorVersion();
        String right = version >= 16 ? "SET" : "MEMBER";
        if (!exists(statement, "SELECT 1 WHERE pg_has_role(CURRENT_USER, '%s', '%s')".formatted(role, right))) {
            statement.execute("GRANT " + role + " TO CURRENT_USER");
        }
    }

    private boolean mayCreateRoles(Statement statement) throws SQLException {
        return exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = CURRENT_USER AND (rolsuper OR rolcreaterole)");
    }

    private boolean roleIsGranted(Statement statement) throws SQLException {
        return exists(
                statement,
                "SELECT 1 FROM pg_roles WHERE rolname = '%s' AND pg_has_role(CURRENT_USER, oid, 'MEMBER')"
                        .formatted(schema.role()));
    }

    private Flyway flyway(@Nullable String role) {
        // The role is taken at connect, so that all that the files create belongs to it.
        StringBuilder url = new StringBuilder(dsn.jdbcUrl());
        url.append(url.indexOf("?") < 0 ? '?' : '&').append("currentSchema=").append(schema.schemaName());
        String options = role == null ? LIMITS : LIMITS + " -c role=" + role;
        url.append("&options=").append(options.replace(" ", "%20"));
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(url.toString(), dsn.user(), dsn.password())
                .locations(location)
                // A lock of a transaction would be one that CREATE INDEX CONCURRENTLY waits for.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .schemas(schema.schemaName())
                .createSchemas(false)
                .connectRetries(0)
                .load();
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
