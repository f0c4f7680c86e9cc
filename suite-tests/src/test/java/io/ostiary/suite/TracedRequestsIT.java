package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of single requests in JSON logs, and of the whole suite at {@code /admin/health}. */
class TracedRequestsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<String> SERVICES =
            List.of("identity-service", "session-service", "flow-service", "courier-service", "gateway");

    @TempDir
    Path folder;

    @Test
    void namesRequestFlowAndIdentityInEachLogAndNoSecret() throws Exception {
        StackConfig config = StackConfig.in(folder);
        Path data = folder.resolve("data");
        try (RunningStack stack = RunningStack.startFile(
                config.write(), data, Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true", "LOG_LEVEL", "debug"))) {
            assertThat(stack.pid()).isPositive();
            // What flow-service has for it waits, and is said to.
            RunningStack.signal("STOP", RunningStack.pidOf(data, "courier-service"));
            Person person = new Person(config);
            person.register();
            String token = person.logIn();
            RunningStack.signal("CONT", RunningStack.pidOf(data, "courier-service"));
            ObjectNode wanted = Http.JSON.createObjectNode().put("identity_id", person.identity());
            String code = Http.post(config.adminUrl() + "/admin/recovery/code", wanted)
                    .expect(201)
                    .text("/recovery_code");
            Http.delete(config.adminUrl() + "/admin/identities/" + person.identity(), Http.JSON.createObjectNode())
                    .expect(204);

            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                assertThat(lines(data, "flow-service", about("identity", person.identity())))
                        .anyMatch(line -> isNamed(line, "request") && isNamed(line, "flow"));
                assertThat(lines(data, "flow-service", said("admin POST /admin/recovery/code 201")))
                        .hasSize(1)
                        .allMatch(line -> isNamed(line, "request") && isNamed(line, "flow"));
                assertThat(lines(data, "identity-service", said("admin DELETE /admin/identities/")))
                        .hasSize(1)
                        .allMatch(line -> isNamed(line, "request") && !isNamed(line, "flow"))
                        .allMatch(about("identity", person.identity()));
            });
            for (String service : SERVICES) {
                String log = Files.readString(log(data, service));
                assertThat(log).doesNotContain(token, code, person.password());
            }
        }
    }

    @Test
    void saysWhatIsWrongAndSinceWhen() throws Exception {
        StackConfig config = StackConfig.in(folder);
        Path data = folder.resolve("data");
        Instant begin = Instant.now();
        try (RunningStack stack = RunningStack.startFile(config.write(), data)) {
            assertThat(stack.pid()).isPositive();
            // Nobody takes mail at that port.
            new Person(config).register();
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                Http.Answer health =
                        Http.get(config.adminUrl() + "/admin/health").expect(200);
                assertThat(health.text("/status")).isEqualTo("degraded");
                JsonNode problem = health.body().at("/problems/0");
                assertThat(problem.path("part").asText()).isEqualTo("courier-service");
                assertThat(problem.path("what").asText()).isEqualTo("messages");
                assertThat(problem.path("reason").asText()).contains("waits, nothing is lost");
                assertThat(Instant.parse(problem.path("since").asText()))
                        .isBetween(begin.minusSeconds(1), Instant.now());
            });
            Http.get(config.adminUrl() + "/health/ready").expect(200);

            Files.createFile(data.resolve("kafka.hold"));
            ProcessHandle.of(RunningStack.pidOf(data, "kafka")).orElseThrow().destroyForcibly();
            new Person(config).register();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(Http.get(config.adminUrl() + "/admin/health")
                                    .body()
                                    .findValuesAsText("what"))
                            .contains("kafka"));
        }
    }

    private static boolean isNamed(JsonNode line, String name) {
        return !line.path("mdc").path(name).asText().isEmpty();
    }

    private static Predicate<JsonNode> said(String begin) {
        return line -> line.path("message").asText().startsWith(begin);
    }

    private static Predicate<JsonNode> about(String name, String value) {
        return line -> line.path("mdc").path(name).asText().equals(value);
    }

    private static List<JsonNode> lines(Path data, String service, Predicate<JsonNode> wanted) throws IOException {
        try (Stream<String> lines = Files.lines(log(data, service))) {
            return lines.filter(line -> line.startsWith("{"))
                    .map(TracedRequestsIT::json)
                    .filter(wanted)
                    .toList();
        }
    }

    private static Path log(Path data, String service) {
        return data.resolve("log/" + service + ".log");
    }

    private static JsonNode json(String line) {
        try {
            return Http.JSON.readTree(line);
        } catch (IOException e) {
            // The last line may not be whole yet.
            return Http.JSON.createObjectNode();
        }
    }
}
