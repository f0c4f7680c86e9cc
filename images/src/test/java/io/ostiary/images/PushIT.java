package io.ostiary.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to a real registry on loopback: Debian's {@code docker-registry}. */
class PushIT {

    private static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private String registry = "";
    private @Nullable Process server;

    @BeforeEach
    void startRegistry() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        registry = "127.0.0.1:" + port;
        Path settings = Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "%s"}
                """.formatted(
                        Files.createDirectories(folder.resolve("data")), registry));
        try {
            server = new ProcessBuilder("docker-registry", "serve", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("docker-registry is not installed");
        }
        for (int left = 100; left > 0 && !answers(); left--) {
            Thread.sleep(100);
        }
    }

    @AfterEach
    void stopRegistry() {
        if (server != null) {
            server.destroy();
        }
    }

    @Test
    void pushesBothPlatformsUnderOneName() throws Exception {
        System.setProperty("ostiary.home", BuiltImages.HOME.toString());

        int code = ImagesCommand.commandLine()
                .execute(
                        "--base",
                        BuiltImages.base().toString(),
                        "--base",
                        otherBase().toString(),
                        "--platform",
                        "linux/amd64",
                        "--platform",
                        "linux/arm64",
                        "--tag",
                        "t",
                        "--push",
                        registry + "/ostiary");

        assertThat(code).isZero();
        JsonNode index = new ObjectMapper()
                .readTree(get("/v2/ostiary/gateway/manifests/t", LIST).body());
        assertThat(index.path("manifests"))
                .extracting(each -> each.at("/platform/architecture").asText())
                .containsExactly("amd64", "arm64");
        for (JsonNode each : index.path("manifests")) {
            HttpResponse<byte[]> manifest = get(
                    "/v2/ostiary/gateway/manifests/" + each.path("digest").asText(),
                    each.path("mediaType").asText());
            assertThat(manifest.statusCode()).isEqualTo(200);
            assertThat(manifest.body()).hasSize(each.path("size").asInt());
        }
    }

    /** As good as empty, but for the other processor: nothing in it is run here. */
    private Path otherBase() throws Exception {
        Path file = Files.writeString(folder.resolve("java"), "not a program");
        Path tar = folder.resolve("arm64.tar");
        Jib.fromScratch()
                .setPlatforms(new Platforms("arm64").asSet())
                .addLayer(List.of(file), AbsoluteUnixPath.get("/opt/java/bin"))
                .containerize(Containerizer.to(TarImage.at(tar).named("base:arm64"))
                        .setOfflineMode(true)
                        .setBaseImageLayersCache(folder.resolve("base-layers"))
                        .setApplicationLayersCache(folder.resolve("layers")));
        return tar;
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/v2/", "application/json").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<byte[]> get(String path, String type) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + registry + path))
                        .header("Accept", type)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
