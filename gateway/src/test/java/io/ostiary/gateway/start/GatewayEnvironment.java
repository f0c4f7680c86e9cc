package io.ostiary.gateway.start;

import io.ostiary.config.proof.ProofKeys;
import io.ostiary.testkit.server.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration file and services that are all down. */
public class GatewayEnvironment implements QuarkusTestResourceLifecycleManager {

    static final int PUBLIC_PORT = FreePorts.next();

    static final int ADMIN_PORT = FreePorts.next();

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("ostiary", ".yaml");
            file.toFile().deleteOnExit();
            Files.writeString(file, """
                    identity: {schemas: [{id: default, url: "base64://e30="}]}
                    selfservice: {default_browser_return_url: "http://127.0.0.1/"}
                    serve: {public: {host: 127.0.0.1, port: %d}, admin: {host: 127.0.0.1, port: %d}}
                    """.formatted(PUBLIC_PORT, ADMIN_PORT));
            Map<String, String> properties = new HashMap<>();
            properties.put("ostiary.config", file.toString());
            Path keys = Files.createTempDirectory("ostiary-keys");
            properties.put("ostiary.keys", keys.toString());
            properties.put("quarkus.management.test-port", "0");
            for (String service : List.of("identity", "session", "flow", "courier")) {
                String address = "http://127.0.0.1:" + FreePorts.next();
                Files.writeString(ProofKeys.file(keys, service), ProofKeys.newLine());
                properties.put("ostiary." + service + ".url", address);
                properties.put("ostiary." + service + ".management.url", address);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
