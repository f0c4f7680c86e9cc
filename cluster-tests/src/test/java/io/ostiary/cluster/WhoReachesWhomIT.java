package io.ostiary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tries every connection from a pod with the labels of each part, and from strangers; the outcome is
 * the table of {@code docs/kubernetes.md}. Needs a cluster that enforces network policies.
 */
@ExtendWith(RunningSuite.class)
class WhoReachesWhomIT {

    private static final String STRANGE = "ostiary-strangers";

    private static final List<String> TARGETS = List.of(
            "identity-service:8080",
            "identity-service:9000",
            "session-service:8080",
            "flow-service:8080",
            "courier-service:8080",
            "courier-service:9000",
            "gateway:4433",
            "gateway-admin:4434",
            "postgres:5432",
            "kafka:9092",
            "mail:1025",
            "kubernetes.default:443");

    private static Map<String, ClientPod> sources() {
        Map<String, ClientPod> sources = new LinkedHashMap<>();
        for (String service : List.of("identity-service", "session-service", "flow-service", "courier-service")) {
            sources.put(service, pod(service, Map.of("app.kubernetes.io/name", service, "ostiary/part", "service")));
        }
        sources.put("gateway", pod("gateway", Map.of("app.kubernetes.io/name", "gateway", "ostiary/part", "gateway")));
        sources.put(
                "migration",
                pod("migration", Map.of("app.kubernetes.io/name", "migration", "ostiary/part", "migration")));
        sources.put("client", pod("client", Map.of("ostiary/client", "true")));
        sources.put("stranger in the namespace", pod("stranger", Map.of()));
        sources.put("stranger elsewhere", new ClientPod(STRANGE, "reach-elsewhere", Map.of()));
        return sources;
    }

    private static ClientPod pod(String name, Map<String, String> labels) {
        return new ClientPod(RunningSuite.NAMESPACE, "reach-" + name, labels);
    }

    private static String full(String target) {
        return target.contains(".") ? target : target.replace(":", "." + RunningSuite.NAMESPACE + ":");
    }

    @Test
    void opensWhatTheDocumentSaysAndNothingElse() throws IOException {
        Kubectl.run("create", "namespace", STRANGE).ok();
        List<String> targets = TARGETS.stream().map(WhoReachesWhomIT::full).toList();
        Map<String, ClientPod> sources = sources();
        for (ClientPod each : sources.values()) {
            each.start("io.ostiary.cluster.standin.ReachMain", targets, Map.of());
        }
        List<String> rows = new ArrayList<>();
        rows.add("| from | " + String.join(" | ", TARGETS) + " |");
        rows.add("| --- |" + " --- |".repeat(TARGETS.size()));
        for (var each : sources.entrySet()) {
            String found = each.getValue().output(120);
            rows.add("| " + each.getKey() + " | "
                    + found.lines()
                            .map(line -> line.endsWith(" open") ? "yes" : "")
                            .collect(Collectors.joining(" | "))
                    + " |");
            each.getValue().delete();
        }
        rows.forEach(System.out::println);

        assertThat(Files.readString(RunningSuite.HOME.resolve("docs/kubernetes.md")))
                .contains(String.join("\n", rows));
    }
}
