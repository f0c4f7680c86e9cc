package io.ostiary.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.contract.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration of the tests with a password migration hook: a system that knows the password
 * {@link IdentityService#PASSWORD} of everybody, and counts how often it was asked.
 */
public final class MigrationConfiguration implements QuarkusTestResourceLifecycleManager {

    private static final String ASKED = "ostiary.test.hook.asked";

    private HttpServer server;

    /**
     * How often the system was asked; over a system property, as tests have a class loader of their
     * own.
     */
    public static int asked() {
        return Integer.getInteger(ASKED, 0);
    }

    @Override
    public Map<String, String> start() {
        try {
            System.clearProperty(ASKED);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/check", MigrationConfiguration::answer);
            server.start();
            Path file = Files.createTempFile("identity", ".json");
            Files.writeString(file, tree(server.getAddress().getPort()).toString());
            return Map.of("ostiary.config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the configuration of the other tests, to replace it. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static ObjectNode tree(int port) {
        ObjectNode tree = TestConfiguration.tree();
        ObjectNode hook = Json.object().put("enabled", true);
        hook.putObject("config").put("url", "http://127.0.0.1:" + port + "/check");
        ((ObjectNode) tree.at("/selfservice/methods/password/config")).set("migrate_hook", hook);
        return tree;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        System.setProperty(ASKED, Integer.toString(asked() + 1));
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right =
                Json.read(question, JsonNode.class).path("password").asText().equals(IdentityService.PASSWORD);
        byte[] answer = Json.text(Json.object().put("status", right ? "password_match" : "no"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
