package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.tls.OwnAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite with TLS at both of its ports, under an authority of the test's own. */
class TlsPortsIT {

    @TempDir
    Path folder;

    @Test
    void becomesReadyAndSpeaksHttp2AtBoth() throws Exception {
        OwnAuthority own = new OwnAuthority(Files.createDirectories(folder.resolve("own")));
        own.sign("server", "EC");
        StackConfig config = StackConfig.in(folder.resolve("config"));
        Path file = config.write();
        Files.writeString(file, withTls(Files.readString(file), config));

        try (RunningStack stack = RunningStack.startFile(file, folder.resolve("data"));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(own.trust()).build()) {
            assertThat(stack.pid()).isPositive();
            for (int port : List.of(config.publicPort(), config.adminPort())) {
                HttpResponse<String> ready = client.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/health/ready"))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(ready.statusCode()).isEqualTo(200);
                assertThat(ready.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }

    private String withTls(String yaml, StackConfig config) {
        String tls = ", tls: {cert: {path: %s}, key: {path: %s}}}"
                .formatted(folder.resolve("own/server.pem"), folder.resolve("own/server.key"));
        String changed = yaml;
        for (int port : List.of(config.publicPort(), config.adminPort())) {
            changed = changed.replace("http://127.0.0.1:" + port, "https://127.0.0.1:" + port)
                    .replace(port + "/\"}", port + "/\"" + tls);
        }
        assertThat(changed.split("tls:")).hasSize(3);
        return changed;
    }
}
