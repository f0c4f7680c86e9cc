package io.ostiary.cli.local;

import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.database.Migration;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which database each schema lies in. */
public final class StackDatabase {

    /** SQLSTATE cannot_connect_now. */
    private static final String STARTING_UP = "57P03";

    private static final long LOOK_MILLIS = 50;

    private final Map<ServiceSchema, Dsn> dsns;

    private StackDatabase(Map<ServiceSchema, Dsn> dsns) {
        this.dsns = dsns;
    }

    /**
     * How a service logs in.
     *
     * @param dsn the database
     * @param role role that it takes, if any
     */
    public record Login(Dsn dsn, @Nullable String role) {}

    /** All schemas in one database, unless the configuration gives one a database of its own. */
    public static StackDatabase of(Configuration configuration, Dsn common) {
        Map<ServiceSchema, Dsn> dsns = new EnumMap<>(ServiceSchema.class);
        for (ServiceSchema schema : ServiceSchema.values()) {
            Optional<String> own = configuration.optionalText(schema.dsnKey());
            dsns.put(schema, own.map(text -> parse(schema.dsnKey(), text)).orElse(common));
        }
        return new StackDatabase(dsns);
    }

    /** All schemas in one database. */
    public static StackDatabase inOne(Dsn dsn) {
        Map<ServiceSchema, Dsn> dsns = new EnumMap<>(ServiceSchema.class);
        for (ServiceSchema schema : ServiceSchema.values()) {
            dsns.put(schema, dsn);
        }
        return new StackDatabase(dsns);
    }

    /**
     * Reads an address that a key of the configuration holds.
     *
     * @throws CommandFailure if it isn't one; the message names the key
     */
    public static Dsn parse(String key, String text) {
        try {
            return Dsn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(key + ": " + e.getMessage());
        }
    }

    /** A line for each parameter of a database's address that has no effect, with the key that holds the address. */
    public static List<String> warnings(Configuration configuration) {
        Stream<String> keys = Stream.concat(
                Stream.of("dsn"), Arrays.stream(ServiceSchema.values()).map(ServiceSchema::dsnKey));
        return keys.flatMap(key -> configuration.optionalText(key).filter(Dsn::isPostgres).stream()
                        .flatMap(text -> parse(key, text).warnings().stream())
                        .map(line -> key + ": " + line))
                .toList();
    }

    /** The database of each schema. */
    public Map<ServiceSchema, Dsn> dsns() {
        return Map.copyOf(dsns);
    }

    /** The database of a schema. */
    public Dsn dsn(ServiceSchema schema) {
        return Objects.requireNonNull(dsns.get(schema), schema.name());
    }

    /**
     * Makes and migrates every schema; a server that is still starting up is waited for.
     *
     * @throws CommandFailure if it can't be done
     */
    public Map<ServiceSchema, Migration.Result> migrate(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return migrate();
            } catch (SQLException e) {
                if (!STARTING_UP.equals(e.getSQLState()) || System.nanoTime() > end) {
                    throw new CommandFailure("dsn: the database %s can't be migrated: %s"
                            .formatted(dsns.get(ServiceSchema.IDENTITY), e.getMessage()));
                }
                // On the launcher's main thread, which has nothing else to do.
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private Map<ServiceSchema, Migration.Result> migrate() throws SQLException {
        Map<ServiceSchema, Migration.Result> results = new EnumMap<>(ServiceSchema.class);
        for (ServiceSchema schema : ServiceSchema.values()) {
            results.put(schema, new Migration(dsn(schema), schema).run());
        }
        return results;
    }
}
