package io.ostiary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server says about every resource of an overlay, those of operators too. */
@ExtendWith(RunningCluster.class)
class OverlaysIT {

    private static final String NAMESPACE = "ostiary-dry-run";
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void prepare() throws Exception {
        RunningSuite.makeSecrets();
        Definitions.install(RunningSuite.HOME.resolve("cluster-tests/target/definitions"));
        Kubectl.run("create", "namespace", NAMESPACE).ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test", "production", "../components/console"})
    void acceptsEveryResource(String overlay) throws IOException {
        Kubectl.Output answer = dryRun(resources(overlay));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("created (server dry run)");
    }

    /** A field that doesn't exist is refused in each of them, so the definitions do check. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production", "../components/console"})
    void refusesAWrongFieldInEachResource(String overlay) throws IOException {
        ArrayNode resources = resources(overlay);
        resources.forEach(each -> {
            JsonNode spec = each.path("spec");
            (spec instanceof ObjectNode object ? object : (ObjectNode) each).put("notAField", 1);
        });
        Kubectl.Output answer = dryRun(resources);

        assertThat(answer.out()).isEmpty();
        assertThat(answer.errors().split("unknown field \"[^\"]*notAField\"", -1))
                .as(answer.errors())
                .hasSize(resources.size() + 1);
    }

    private static ArrayNode resources(String overlay) throws IOException {
        Path folder = RunningSuite.HOME.resolve("k8s/overlays").resolve(overlay).normalize();
        String rendered = Kubectl.run("kustomize", folder.toString()).ok();
        ArrayNode resources = JSON.createArrayNode();
        var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(rendered);
        while (documents.hasNext()) {
            ObjectNode resource = (ObjectNode) documents.next();
            if (!resource.path("kind").asText().equals("Namespace")) {
                ((ObjectNode) resource.path("metadata")).put("namespace", NAMESPACE);
                resources.add(resource);
            }
        }
        return resources;
    }

    private static Kubectl.Output dryRun(ArrayNode resources) throws IOException {
        StringBuilder documents = new StringBuilder();
        resources.forEach(each -> documents.append("---\n").append(each).append('\n'));
        return Kubectl.input(documents.toString(), "create", "--dry-run=server", "-f", "-");
    }
}
