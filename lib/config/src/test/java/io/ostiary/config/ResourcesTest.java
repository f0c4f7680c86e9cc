package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {

    @Test
    void loadsFilesBesideTheConfiguration() throws IOException {
        Configuration configuration = Samples.small();

        assertThat(configuration.resources().readText(configuration.text("identity.schemas.0.url")))
                .contains("traits");
    }

    @Test
    void loadsAbsoluteFilesAndBase64(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{}");

        assertThat(Resources.load("file://" + file)).asString().isEqualTo("{}");
        assertThat(Resources.load("base64://e30=")).asString().isEqualTo("{}");
        assertThatIOException().isThrownBy(() -> Resources.load("base64://*"));
        assertThatIOException().isThrownBy(() -> Resources.load("ftp://example.org/a"));
        assertThatIOException().isThrownBy(() -> Resources.load("file://" + folder + "/absent"));
    }

    @Test
    void limitsSize(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("big"), new byte[Resources.LARGEST_BYTES + 1]);

        assertThatIOException()
                .isThrownBy(() -> Resources.load("file://" + file))
                .withMessageContaining("larger");
    }

    @Test
    void loadsOverHttp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean found = exchange.getRequestURI().getPath().equals("/a.json");
            exchange.sendResponseHeaders(found ? 200 : 404, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(Resources.load(base + "/a.json")).asString().isEqualTo("{}");
            assertThatIOException()
                    .isThrownBy(() -> Resources.load(base + "/b.json"))
                    .withMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }
}
