package io.ostiary.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The configuration file of the tests. */
public final class TestConfiguration implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("session", ".json");
            Files.writeString(file, Json.text(configuration()));
            // So few rows would be read from end to end; with this, a sequential scan means that an
            // index is missing.
            return Map.of(
                    "ostiary.config",
                    file.toString(),
                    "quarkus.datasource.reactive.additional-properties.enable_seqscan",
                    "off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without a service, with another word on second factors by code. */
    public static Configuration load(boolean codeIsSecondFactor) {
        ObjectNode tree = (ObjectNode) Json.tree(configuration());
        tree.withObject("/selfservice/methods/code").put("mfa_enabled", codeIsSecondFactor);
        return Configuration.of(tree, Map.of(), Path.of("."));
    }

    private static Map<String, Object> configuration() {
        return Map.of(
                "dsn", "memory",
                "serve",
                        Map.of(
                                "public", Map.of("base_url", "http://127.0.0.1:4433/"),
                                "admin", Map.of("base_url", "http://127.0.0.1:4434/")),
                "selfservice", Map.of("default_browser_return_url", "http://127.0.0.1:4455/"),
                "identity",
                        Map.of(
                                "default_schema_id",
                                "default",
                                "schemas",
                                List.of(Map.of("id", "default", "url", "base64://eyJ0eXBlIjoib2JqZWN0In0="))),
                "secrets", Map.of("cookie", List.of("a secret of the tests only")),
                "feature_flags", Map.of("cacheable_sessions", true, "cacheable_sessions_max_age", "10m"),
                "session",
                        Map.of(
                                "lifespan",
                                "24h",
                                "whoami",
                                Map.of("tokenizer", Map.of("templates", TokenTemplates.all()))),
                "database", Map.of("cleanup", Map.of("batch_size", 2)));
    }

    @Override
    public void stop() {
        // The file lies in the temporary directory.
    }
}
