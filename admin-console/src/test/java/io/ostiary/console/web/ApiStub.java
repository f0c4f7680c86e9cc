package io.ostiary.console.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The API, answering what a test says, and 503 besides; beside it the configuration that names it. */
public final class ApiStub implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private HttpServer server;

    /** Answers a path without its query from now on. */
    static void answer(String path, String body) {
        ANSWERS.put(path, body);
    }

    static void forget() {
        ANSWERS.clear();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", ApiStub::serve);
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Path file = Files.createTempDirectory("ostiary-console-").resolve("ostiary.yml");
            Files.writeString(file, YAML + CONSOLE);
            return Map.of(
                    "ostiary.config",
                    file.toString(),
                    "ostiary.admin-api.url",
                    url,
                    "ostiary.public-api.url",
                    url,
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String answer = ANSWERS.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A configuration but for the console. */
    static final String YAML = """
            dsn: memory
            serve: {public: {base_url: "http://127.0.0.1:4433/"}}
            selfservice: {default_browser_return_url: "http://127.0.0.1:4455/"}
            identity: {schemas: [{id: default, url: "base64://e30="}]}
            courier: {smtp: {connection_uri: "smtp://127.0.0.1:1/"}}
            secrets: {default: [a-secret-for-tests-of-pages-only]}
            """;

    private static final String CONSOLE =
            "ostiary: {console: {operator_header: X-Operator, operators: {change: [carla]}}}\n";
}
