package io.ostiary.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.config.tls.InternalTls;
import io.ostiary.testkit.tls.OwnAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalTrustTest {

    @TempDir
    static Path folder;

    private final Vertx vertx = Vertx.vertx();

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void sign() throws Exception {
        OwnAuthority own = new OwnAuthority(Files.createDirectories(folder.resolve("own")));
        own.sign("right", "EC");
        own.sign("name", "EC", "dns:somebody");
        own.sign("address", "EC", "ip:127.0.0.2");
        own.sign("expired", "EC", "ip:127.0.0.1", "-startdate", "-2d", "-validity", "1");
        own.sign("early", "EC", "ip:127.0.0.1", "-startdate", "+2d");
        new OwnAuthority(Files.createDirectories(folder.resolve("other"))).sign("right", "EC");
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void trustsWhomTheAuthoritySigned() {
        int port = listen("own/right");

        assertThat(status(client(), port)).isEqualTo(200);
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "other/right, its certificate is not signed by an authority in ostiary.internal_tls.ca",
        "own/name, its certificate is for another name",
        "own/address, its certificate is for another name",
        "own/expired, its certificate has expired",
        "own/early, its certificate is not valid yet",
    })
    void saysOnceWhomItDoesNotTrust(String name, String reason) {
        int port = listen(name);
        HttpClient client = client();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> status(client, port)).isNotNull();
        }

        assertThat(said).containsExactly("https://127.0.0.1:" + port + " is not trusted: " + reason);
    }

    private int listen(String name) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(folder.resolve(name + ".pem").toString())
                                .setKeyPath(folder.resolve(name + ".key").toString())))
                .requestHandler(request -> request.response().end());
        return await(server.listen(0, "127.0.0.1")).actualPort();
    }

    private HttpClient client() {
        InternalTls files = new InternalTls(
                folder.resolve("own/ca.pem"), folder.resolve("own/right.pem"), folder.resolve("own/right.key"));
        return vertx.createHttpClient(
                new InternalTrust(files, new TrustLog(said::add)).applyTo(new HttpClientOptions()));
    }

    private static int status(HttpClient client, int port) {
        return await(client.request(HttpMethod.GET, port, "127.0.0.1", "/").compose(request -> request.send()))
                .statusCode();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
