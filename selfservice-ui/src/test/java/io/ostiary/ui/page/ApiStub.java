package io.ostiary.ui.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The public API, answering what a test says; beside it the configuration that names it. */
public final class ApiStub implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private HttpServer server;

    /** What is answered at a path. */
    record Answer(int status, String body, List<String> cookies) {}

    /** Answers a path, its query included, from now on. */
    static void answer(String path, int status, String body, String... cookies) {
        ANSWERS.put(path, new Answer(status, body, List.of(cookies)));
    }

    static void forget() {
        ANSWERS.clear();
        ASKED.clear();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", ApiStub::serve);
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Path folder = Files.createTempDirectory("ostiary-ui-");
            Path file = Files.writeString(folder.resolve("ostiary.yml"), yaml(url));
            Files.writeString(folder.resolve("theme.css"), ":root { --accent: #7a1fa2; }\n");
            return Map.of(
                    "ostiary.config", file.toString(), "ostiary.public-api.url", url, "quarkus.http.test-port", "0");
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
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + cookie);
            Answer answer = ANSWERS.getOrDefault(
                    exchange.getRequestURI().toString(), new Answer(404, "{\"error\":{\"code\":404}}", List.of()));
            answer.cookies().forEach(each -> exchange.getResponseHeaders().add("Set-Cookie", each));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String yaml(String url) {
        return """
                dsn: memory
                serve: {public: {base_url: "%s/"}}
                selfservice:
                  default_browser_return_url: http://127.0.0.1:4455/
                  allowed_return_urls: ["http://127.0.0.1:4455"]
                  flows:
                    login: {ui_url: "http://127.0.0.1:4455/auth/login"}
                    registration: {ui_url: "http://127.0.0.1:4455/registration"}
                    recovery: {enabled: true}
                    verification: {enabled: true}
                  methods: {password: {config: {min_password_length: 12}}}
                identity: {schemas: [{id: default, url: "base64://e30="}]}
                courier: {smtp: {connection_uri: "smtp://127.0.0.1:1/"}}
                secrets: {default: [a-secret-for-tests-of-pages-only]}
                ostiary: {ui: {port: 4455, name: Acme, css: theme.css, support_url: "https://acme.example/help"}}
                """.formatted(url);
    }
}
