package io.ostiary.courier;

import com.sun.net.httpserver.HttpServer;
import io.ostiary.contract.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code GET /internal/identities/{id}} as identity-service does. An id of zeros is
 * unknown.
 */
public final class IdentityStub implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/identities/", exchange -> {
            String id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            byte[] body = identity(id).getBytes(StandardCharsets.UTF_8);
            boolean known = !id.startsWith("00000000");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("ostiary.identity.url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static String identity(String id) {
        return Json.text(Map.of(
                "version",
                1,
                "availableAal",
                "aal1",
                "credentialsTypes",
                List.of("password"),
                "body",
                Map.of(
                        "id",
                        id,
                        "schema_id",
                        "default",
                        "state",
                        "active",
                        "verifiable_addresses",
                        List.of(
                                Map.of("value", "new@example.org", "verified", false, "via", "email"),
                                Map.of("value", id + "@example.org", "verified", true, "via", "email")))));
    }
}
