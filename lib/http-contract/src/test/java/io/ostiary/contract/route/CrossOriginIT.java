package io.ostiary.contract.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Configuration;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other sites may read, as a browser is told. */
class CrossOriginIT {

    private static final String SITE = "https://evil.example";

    private static final String APP = "https://app.example.org";

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    private HttpServer server;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void givesNoCredentialsToWhoFitsAnyOrigin() throws Exception {
        start("enabled: true");

        for (HttpResponse<String> answer : List.of(get(SITE), preflight(SITE))) {
            assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).hasValue("*");
            assertThat(answer.headers().firstValue(ALLOW_CREDENTIALS)).isEmpty();
        }
    }

    @Test
    void givesCredentialsToANamedOriginBesideAnyOrigin() throws Exception {
        start("enabled: true, allowed_origins: [\"*\", \"" + APP + "\"]");

        for (HttpResponse<String> answer : List.of(get(APP), preflight(APP))) {
            assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).hasValue(APP);
            assertThat(answer.headers().firstValue(ALLOW_CREDENTIALS)).hasValue("true");
        }
        assertThat(get(SITE).headers().firstValue(ALLOW_CREDENTIALS)).isEmpty();
    }

    @Test
    void givesNothingToAnOriginThatIsNotNamed() throws Exception {
        start("enabled: true, allowed_origins: [\"" + APP + "\"]");

        assertThat(get(SITE).headers().firstValue(ALLOW_ORIGIN)).isEmpty();
        assertThat(get(APP).headers().firstValue(ALLOW_CREDENTIALS)).hasValue("true");
    }

    private void start(String cors) throws Exception {
        Path file = folder.resolve("ostiary.yaml");
        Files.writeString(file, """
                identity: {schemas: [{id: default, url: "base64://e30="}]}
                selfservice: {default_browser_return_url: "http://127.0.0.1/"}
                serve: {public: {cors: {%s}}}
                """.formatted(cors));
        CrossOrigin rules = new CrossOrigin(Configuration.loadWithoutSecrets(file, Map.of()));
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (rules.isPreflight(request)) {
                        rules.answerPreflight(request);
                    } else {
                        rules.decorate(request);
                        request.response().end("x");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private HttpResponse<String> get(String origin) throws Exception {
        return send(request(origin).GET());
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return send(request(origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String origin) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/sessions/whoami"))
                .header("Origin", origin);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
