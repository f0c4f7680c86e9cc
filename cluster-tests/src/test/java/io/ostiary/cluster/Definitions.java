package io.ostiary.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The definitions of the operators' resources that the overlays use, as their projects publish them:
 * files of Go modules, and for Strimzi what its classes say, because its ready-made ones have no schema.
 */
final class Definitions {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Module and version, and the files in it. */
    private static final Map<String, String> MODULES = Map.of(
            "sigs.k8s.io/gateway-api@v1.4.0",
                    "config/crd/standard/gateway.networking.k8s.io_(gateways|httproutes).yaml",
            "github.com/cloudnative-pg/cloudnative-pg@v1.28.0",
                    "config/crd/bases/postgresql.cnpg.io_(clusters|scheduledbackups).yaml",
            "github.com/prometheus-operator/prometheus-operator@v0.85.0",
                    "example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml",
            "github.com/external-secrets/external-secrets@v1.3.2",
                    "config/crds/bases/external-secrets.io_externalsecrets.yaml");

    private Definitions() {}

    /** Adds them to the cluster; skips the test where there is no Go to fetch them. */
    static void install(Path work) throws Exception {
        List<Path> files = new ArrayList<>();
        for (var module : MODULES.entrySet()) {
            Path folder = download(module.getKey());
            try (Stream<Path> all = Files.walk(folder.resolve(module.getValue().replaceFirst("/[^/]+$", "")))) {
                all.filter(each -> folder.relativize(each).toString().matches(module.getValue()))
                        .forEach(files::add);
            }
        }
        files.addAll(strimzi(Files.createDirectories(work)));
        for (Path file : files) {
            Kubectl.run("apply", "--server-side", "-f", file.toString()).ok();
        }
        Kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=60s")
                .ok();
    }

    private static Path download(String module) throws Exception {
        Path output = Files.createTempFile("module", ".json");
        Process process;
        try {
            process = new ProcessBuilder("go", "mod", "download", "-json", module)
                    .directory(output.getParent().toFile())
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("Go is not installed, so the operators' definitions can't be fetched");
            throw e;
        }
        Assumptions.assumeTrue(process.waitFor(3, TimeUnit.MINUTES), "the operators' definitions can't be fetched");
        JsonNode answer = JSON.readTree(output.toFile());
        Assumptions.assumeTrue(answer.has("Dir"), answer.path("Error").asText());
        return Path.of(answer.path("Dir").asText());
    }

    private static List<Path> strimzi(Path folder) throws IOException {
        new CRDGenerator()
                .customResourceClasses(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class)
                .inOutputDir(folder.toFile())
                .generate();
        YAMLMapper yaml = new YAMLMapper();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(each -> each.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            JsonNode definition = yaml.readTree(file.toFile());
            loosen(definition);
            rename(definition);
            yaml.writeValue(file.toFile(), definition);
        }
        return files;
    }

    /**
     * Maps named {@code config} hold any values, but their classes say only objects; and where a class has subclasses,
     * the definition knows the fields of the class alone.
     */
    private static void loosen(JsonNode tree) {
        if (tree.path("config") instanceof ObjectNode config && config.has("additionalProperties")) {
            config.removeAll();
            config.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        }
        for (String open : List.of("authentication", "authorization", "storage")) {
            if (tree.path(open) instanceof ObjectNode field && field.has("properties")) {
                field.put("x-kubernetes-preserve-unknown-fields", true);
            }
        }
        tree.forEach(Definitions::loosen);
    }

    /** The operator serves all kinds as {@code v1}; the classes of some still name the version before. */
    private static void rename(JsonNode definition) {
        definition.at("/spec/versions").forEach(version -> ((ObjectNode) version).put("name", "v1"));
    }
}
