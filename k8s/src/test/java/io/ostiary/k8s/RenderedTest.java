package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kustomize base and its components are the chart, rendered. {@code -Dk8s.write=true} writes them anew.
 */
class RenderedTest {

    private static final String HEAD =
            "# Rendered from k8s/chart: ./mvnw -pl k8s -Dk8s.write=true -Dtest=RenderedTest test\n";

    /** What an overlay brings itself. */
    private static final Map<String, Object> BARE = Map.of("config.create", false, "surroundings.create", false);

    private static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("config.create", false),
            Map.entry("surroundings.create", false),
            Map.entry("networkPolicy.denyAll", true),
            Map.entry("podMonitor.enabled", true),
            Map.entry("hashingQueueMetric.enabled", true),
            Map.entry("services.identity.autoscaling.enabled", true),
            Map.entry("services.session.autoscaling.enabled", true),
            Map.entry("services.flow.autoscaling.enabled", true),
            Map.entry("services.courier.autoscaling.enabled", true),
            Map.entry("gateway.autoscaling.enabled", true));

    private static final Map<String, Object> CONSOLE =
            Map.of("config.create", false, "surroundings.create", false, "console.enabled", true);

    static List<Arguments> files() {
        return List.of(
                Arguments.of("base", BARE, not("HTTPRoute")),
                Arguments.of("components/routes", BARE, kind("HTTPRoute")),
                Arguments.of("components/autoscaling", ALL, kind("HorizontalPodAutoscaler")),
                Arguments.of("components/monitoring", ALL, kind("PodMonitor")),
                Arguments.of("components/console", CONSOLE, (Predicate<String>) each -> each.contains("admin-console")),
                Arguments.of("components/default-deny", ALL, named("nobody")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isTheChartRendered(String folder, Map<String, Object> values, Predicate<String> part) throws IOException {
        Path file = Path.of(folder, "suite.yaml");
        String rendered =
                Chart.documents(values).stream().filter(part).collect(Collectors.joining("\n---\n", HEAD, "\n"));
        if (Boolean.getBoolean("k8s.write")) {
            Files.writeString(file, rendered);
        }

        assertThat(file).hasContent(rendered);
        assertThat(rendered).contains("kind:");
    }

    @Test
    void passesHelmsOwnCheck() {
        assertThat(Chart.lint().isFailed()).as("%s", Chart.lint().getMessages()).isFalse();
    }

    /** The schema of the values refuses what the templates would silently ignore. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.replica",
                "services.identity.autoscaling.maximum",
                "services.pages.replicas",
                "networkPolicy.deny",
                "image.tags"
            })
    void refusesAValueThatIsNoValue(String key) {
        assertThatThrownBy(() -> Chart.render(Map.of(key, 3))).hasMessageContaining("additional properties");
    }

    @Test
    void refusesAValueOfTheWrongKind() {
        assertThatThrownBy(() -> Chart.render(Map.of("gateway.replicas", "two")))
                .hasMessageContaining("gateway");
        assertThatThrownBy(() -> Chart.render(Map.of("migration.kind", "never")))
                .hasMessageContaining("migration");
        assertThatThrownBy(() -> Chart.render(Map.of("surroundings.kafka.securityProtocol", "TLS")))
                .hasMessageContaining("kafka");
    }

    @Test
    void namesTheMigrationByItsVersion() {
        assertThat(Chart.render(Map.of("image.tag", "1.2.3"))).contains("name: migration-1-2-3\n");
    }

    /** What Helm takes for a hook it keeps apart from the resources. */
    @Test
    void leavesTheMigrationToAHookWhenAsked() {
        assertThat(Chart.documents(Map.of())).filteredOn(kind("Job")).hasSize(1);
        assertThat(Chart.documents(Map.of("migration.kind", "hook")))
                .isNotEmpty()
                .noneMatch(kind("Job"))
                .noneMatch(named("migration"));
    }

    /** With Helm a changed configuration replaces the pods; with kustomize the ConfigMap's hashed name does. */
    @Test
    void replacesPodsWhenTheConfigurationChanges() {
        String before = annotations(Map.of());
        String after = annotations(Map.of("surroundings.database.name", "other"));

        assertThat(before).contains("ostiary/config").isNotEqualTo(after);
    }

    @Test
    void speaksTlsInsideWhenAsked() {
        List<String> documents = Chart.documents(
                Map.of("internalTls.enabled", true, "internalTls.secret", "mine", "podMonitor.enabled", true));

        assertThat(documents)
                .filteredOn(kind("Deployment"))
                .hasSize(5)
                .allSatisfy(pods -> assertThat(pods)
                        .contains(
                                "secretName: mine",
                                "mountPath: /etc/ostiary/internal-tls",
                                "value: https://identity-service:8080")
                        .contains(
                                "name: OSTIARY_INTERNAL_TLS_CA",
                                "name: OSTIARY_INTERNAL_TLS_CERT",
                                "name: OSTIARY_INTERNAL_TLS_KEY")
                        .doesNotContain("value: http://")
                        .satisfies(text -> assertThat(text.split("scheme: HTTPS", -1))
                                .as("probes")
                                .hasSize(4)));
        assertThat(documents)
                .filteredOn(kind("PodMonitor"))
                .singleElement()
                .asString()
                .contains("scheme: https", "name: mine", "serverName: gateway");
    }

    private static String annotations(Map<String, Object> values) {
        return Chart.render(values)
                .lines()
                .filter(line -> line.contains("ostiary/config:"))
                .collect(Collectors.joining());
    }

    private static Predicate<String> kind(String kind) {
        return document -> document.lines().anyMatch(("kind: " + kind)::equals);
    }

    private static Predicate<String> not(String kind) {
        return kind(kind).negate();
    }

    private static Predicate<String> named(String name) {
        return document -> document.lines().anyMatch(("  name: " + name)::equals);
    }
}
