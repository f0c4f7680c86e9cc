package io.ostiary.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * The configuration of the tests, as a file for the service and as an object for tests without it.
 */
public final class TestConfiguration implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("identity", ".json");
            Files.writeString(file, tree().toString());
            return Map.of(
                    "ostiary.config",
                    file.toString(),
                    "ostiary.credentials-types",
                    "favourite_colour single=/colour first second sealed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without a service. */
    public static Configuration load() {
        return Configuration.of(tree(), Map.of(), Path.of("."));
    }

    /** Its keys, to be changed for one test. */
    public static ObjectNode tree() {
        ObjectNode tree = (ObjectNode) Json.read("""
                                {"dsn": "memory", "dev": true,
                                 "serve": {"public": {"base_url": "http://public.test/"},
                                           "admin": {"base_url": "http://admin.test/"}},
                                 "selfservice": {"default_browser_return_url": "http://ui.test/",
                                     "methods": {"password": {"config": {"haveibeenpwned_enabled": false}}}},
                                 "identity": {"default_schema_id": "person", "schemas": []},
                                 "hashers": {"algorithm": "bcrypt", "bcrypt": {"cost": 4}},
                                 "ostiary": {"hashing": {"pool": {"slots": 2, "queue": 64}}},
                                 "secrets": {"cookie": ["a secret of the tests only"],
                                             "cipher": ["a cipher of the tests only 12345"]}}
                                """, com.fasterxml.jackson.databind.JsonNode.class);
        for (String id : new String[] {"person", "staff"}) {
            tree.withArray("/identity/schemas").add(Json.object().put("id", id).put("url", "base64://" + resource(id)));
        }
        return tree;
    }

    private static String resource(String id) {
        try (InputStream in = TestConfiguration.class.getResourceAsStream("/schemas/" + id + ".json")) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The file lies in the temporary directory.
    }
}
