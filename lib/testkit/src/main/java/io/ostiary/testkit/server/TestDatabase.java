package io.ostiary.testkit.server;

import java.util.Map;

/**
 * A database made for one test module.
 *
 * @param port port of the server on loopback
 * @param name name of the database
 * @param schema the one schema in it, owned by {@code user}
 * @param user login, which is also the owner of the schema
 * @param password password of the login
 */
public record TestDatabase(int port, String name, String schema, String user, String password) {

    /** URL for the Vert.x client, with the schema as search path, without credentials. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s?search_path=%s".formatted(port, name, schema);
    }

    /** URL for JDBC, with the schema as search path, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s".formatted(port, name, schema);
    }

    /** The settings of a service, under the names of the process contract and those of Quarkus. */
    public Map<String, String> settings() {
        return Map.of(
                "OSTIARY_DB_URL", reactiveUrl(),
                "OSTIARY_DB_USER", user,
                "OSTIARY_DB_PASSWORD", password,
                "quarkus.datasource.reactive.url", reactiveUrl(),
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }
}
