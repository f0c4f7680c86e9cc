package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, dashboard and adapter ask for metrics that a running suite has. */
class OperatorsFilesIT {

    private static final Path DEPLOY =
            Path.of(System.getProperty("ostiary.home", "..")).resolve("deploy");

    private static final Pattern METRIC = Pattern.compile("\\b(ostiary|jvm|process)_[a-z0-9_]+\\b(?![:\"])");

    /** There only once something happened that this test doesn't make happen. */
    private static final Set<String> RARE = Set.of("ostiary_sessions_revoked_total", "ostiary_flow_failures_total");

    @TempDir
    Path folder;

    @Test
    void askForMetricsThatExist() throws IOException {
        Set<String> asked = asked();
        StackConfig config = StackConfig.in(folder);
        try (RunningStack stack = RunningStack.startFile(config.write(), null)) {
            new Person(config).register();

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Set<String> missing = new TreeSet<>(asked);
                missing.removeAll(shown(config.adminUrl() + "/admin/metrics/prometheus"));
                missing.removeAll(RARE);
                assertThat(missing).isEmpty();
            });
        }
    }

    private static Set<String> asked() throws IOException {
        StringBuilder expressions = new StringBuilder();
        JsonNode rules = new YAMLMapper()
                .readTree(DEPLOY.resolve("prometheus/ostiary.rules.yaml").toFile());
        rules.findValuesAsText("expr").forEach(each -> expressions.append(each).append('\n'));
        JsonNode board = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/ostiary.json").toFile());
        board.findValuesAsText("expr").forEach(each -> expressions.append(each).append('\n'));
        JsonNode adapter = new YAMLMapper()
                .readTree(DEPLOY.resolve("prometheus/adapter.yaml").toFile());
        adapter.findValuesAsText("seriesQuery")
                .forEach(each -> expressions.append(each).append('\n'));
        return METRIC.matcher(expressions)
                .results()
                .map(each -> each.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> shown(String url) throws IOException {
        try (var in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
        }
    }
}
