package io.ostiary.testkit.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test a migrated database.
 *
 * <pre>{@code
 * @QuarkusTestResource(value = EmbeddedDatabase.class,
 *         initArgs = @ResourceArg(name = "schema", value = "identity"))
 * }</pre>
 *
 * <p>Arguments: {@code schema} (required), the schema to create and migrate from {@code
 * db/<schema>}; {@code durable} ({@code true} or {@code false}, default {@code false}), whether
 * fsync is on.
 */
public final class EmbeddedDatabase implements QuarkusTestResourceLifecycleManager {

    private String schema = "";
    private boolean durable;

    @Override
    public void init(Map<String, String> initArgs) {
        String named = initArgs.get("schema");
        if (named == null) {
            throw new IllegalArgumentException("EmbeddedDatabase needs the argument \"schema\"");
        }
        schema = named;
        durable = Boolean.parseBoolean(initArgs.getOrDefault("durable", "false"));
    }

    @Override
    public Map<String, String> start() {
        PostgresServer server = durable ? PostgresServer.durable() : PostgresServer.shared();
        return server.createDatabase(schema).settings();
    }

    @Override
    public void stop() {
        // The server ends with the JVM, so that the next test class finds it running.
    }

    @Override
    public int order() {
        return -10;
    }
}
