package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard as files; whether their metrics exist is seen on a running stack (suite-tests). */
class AlertsTest {

    private static final Path FOLDER = Path.of("../deploy/prometheus");

    private static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        Manifests.documents(FOLDER.resolve("ostiary.rules.yaml"))
                .getFirst()
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> {
                    if (rule.has("alert")) {
                        alerts.add(rule);
                    }
                }));
        return alerts;
    }

    @Test
    void givesEachAlertALineInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("../docs/operations.md"));

        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(alert.at("/annotations/runbook").asText())
                    .endsWith("#" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(runbook)
                    .contains("<a id=\"" + name.toLowerCase(java.util.Locale.ROOT) + "\"></a>`" + name + "`");
            assertThat(alert.path("for").asText()).isNotEmpty();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        });
    }

    @Test
    void triesEachAlertRaisedAndQuiet() throws IOException {
        String tests = Files.readString(FOLDER.resolve("ostiary.test.yaml"));

        assertThat(alerts())
                .allSatisfy(alert -> assertThat(tests)
                        .contains(alert.path("alert").asText() + " is raised")
                        .contains(alert.path("alert").asText() + " is quiet"));
    }

    /** Prometheus itself says that the rules are right and that the alerts do what they are for. */
    @Test
    void passesPromtool() throws Exception {
        Path output = Files.createTempFile("promtool", ".txt");
        Process process;
        try {
            process = new ProcessBuilder("promtool", "test", "rules", "ostiary.test.yaml")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("promtool is not installed");
            return;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    @Test
    void drawsADashboardThatGrafanaReads() throws IOException {
        JsonNode board = new ObjectMapper()
                .readTree(Path.of("../deploy/grafana/ostiary.json").toFile());

        assertThat(board.path("panels"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel ->
                        assertThat(panel.at("/targets/0/expr").asText()).isNotEmpty());
        assertThat(board.path("panels"))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }
}
