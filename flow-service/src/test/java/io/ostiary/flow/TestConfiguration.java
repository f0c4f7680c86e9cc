package io.ostiary.flow;

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
            Path file = Files.createTempFile("flow", ".json");
            Files.writeString(file, Json.text(configuration()));
            return Map.of("ostiary.config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> configuration() {
        return Map.of(
                "dsn",
                "memory",
                "serve",
                Map.of(
                        "public", Map.of("base_url", "http://127.0.0.1:4433/"),
                        "admin", Map.of("base_url", "http://127.0.0.1:4434/")),
                "selfservice",
                Map.of("default_browser_return_url", "http://127.0.0.1:4455/"),
                "identity",
                Map.of(
                        "default_schema_id",
                        "default",
                        "schemas",
                        List.of(Map.of("id", "default", "url", "base64://eyJ0eXBlIjoib2JqZWN0In0="))),
                "secrets",
                Map.of("cookie", List.of("a secret of the tests only")));
    }

    @Override
    public void stop() {
        // The file lies in the temporary directory.
    }
}
