package io.ostiary.cli.database;

import io.ostiary.config.Address;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Address of a PostgreSQL database with the login to use.
 *
 * @param host name or address
 * @param port TCP port
 * @param database name of the database
 * @param user login
 * @param password its password; may be empty
 * @param parameters of the address; those for TLS count ({@code sslmode}, {@code sslrootcert}, {@code sslcert}, {@code
 *     sslkey}, with files in PEM), others have no effect and are named by {@link #warnings}
 */
public record Dsn(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {

    private static final int USUAL_PORT = 5432;
    private static final List<String> TLS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    /** Sizes of the reference's connection pool. */
    private static final Set<String> POOL =
            Set.of("max_conns", "max_idle_conns", "max_conn_lifetime", "max_conn_idle_time");

    public Dsn {
        parameters = Map.copyOf(parameters);
    }

    /** Whether the text is an address of this kind. */
    public static boolean isPostgres(String text) {
        return text.startsWith("postgres://") || text.startsWith("postgresql://");
    }

    /**
     * Reads {@code postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require}.
     *
     * @throws IllegalArgumentException if it is not of this form; the message does not quote it
     */
    public static Dsn parse(String text) {
        Address address =
                Address.parse(text).orElseThrow(() -> new IllegalArgumentException("is not a well-formed address"));
        String user = address.user();
        if (!isPostgres(text) || user == null) {
            throw new IllegalArgumentException("is not of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        String database = address.path().replaceFirst("^/", "");
        return new Dsn(
                address.host(),
                address.port() < 0 ? USUAL_PORT : address.port(),
                database.isEmpty() ? user : database,
                user,
                address.password() == null ? "" : address.password().reveal(),
                address.query());
    }

    /**
     * The address for a service's reactive client, without credentials.
     *
     * @param schema what its search path is
     * @param role role that the connection takes; null if the login owns the schema itself
     */
    public String reactiveUrl(ServiceSchema schema, @Nullable String role) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("search_path", schema.schemaName());
        if (role != null) {
            query.put("role", role);
        }
        query.putAll(tls());
        return "postgresql://%s:%d/%s?%s".formatted(host, port, database, joined(query));
    }

    /** The address for JDBC, without credentials. */
    public String jdbcUrl() {
        String query = joined(tls());
        return "jdbc:postgresql://%s:%d/%s%s%s".formatted(host, port, database, query.isEmpty() ? "" : "?", query);
    }

    /** A line for each parameter that has no effect, in their order by name, without the value. */
    public List<String> warnings() {
        return parameters.keySet().stream()
                .filter(name -> !TLS.contains(name))
                .sorted()
                .map(name -> POOL.contains(name)
                        ? name + " has no effect; ostiary.database.*.pool_size sets how many connections a service has"
                        : name + " has no effect")
                .toList();
    }

    /** Login and deadlines for JDBC. */
    Properties jdbcProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "ostiary command");
        properties.setProperty("connectTimeout", "5");
        return properties;
    }

    /** Whether the server takes a connection by this login now. */
    public boolean takesConnections() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), jdbcProperties())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Where it is, without the login. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }

    private Map<String, String> tls() {
        Map<String, String> set = new LinkedHashMap<>();
        TLS.forEach(name -> {
            String value = parameters.get(name);
            if (value != null) {
                set.put(name, value);
            }
        });
        return set;
    }

    private static String joined(Map<String, String> query) {
        return query.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
