package io.ostiary.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manifests of a folder, read into typed models that know every field. */
final class Manifests {

    static final Path BASE = Path.of("base");

    static final Path DEV = Path.of("overlays/dev");

    static final Path PRODUCTION = Path.of("overlays/production");

    /** Everything rendered from the chart. */
    static final List<Path> RENDERED = List.of(
            BASE,
            Path.of("components/routes"),
            Path.of("components/autoscaling"),
            Path.of("components/console"),
            Path.of("components/default-deny"));

    static final Path CONSOLE = Path.of("components/console");

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class));

    private static final ObjectMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutCatchAll())
            .build();

    private Manifests() {}

    /** The models keep unknown fields in a map; without it they refuse them. */
    private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** All objects of the files that a folder's kustomization names, but for those of operators. */
    static List<HasMetadata> in(Path folder) {
        return trees(folder).filter(Manifests::isOurs).map(Manifests::typed).toList();
    }

    /** The same as trees, those of operators too. */
    static Stream<JsonNode> trees(Path folder) {
        return files(folder).flatMap(file -> documents(file).stream());
    }

    private static boolean isOurs(JsonNode document) {
        return !document.path("apiVersion")
                .asText()
                .matches("(postgresql.cnpg|kafka.strimzi|external-secrets)\\.io/.*");
    }

    /** All objects of one type. */
    static <T> List<T> in(Path folder, Class<T> type) {
        return in(folder).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The kustomization of a folder, as a tree. */
    static JsonNode kustomization(Path folder) {
        return documents(folder.resolve("kustomization.yaml")).getFirst();
    }

    static HasMetadata typed(JsonNode document) {
        String type = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        Class<? extends HasMetadata> model = TYPES.get(type);
        if (model == null) {
            throw new AssertionError("no model for " + type);
        }
        try {
            return STRICT.treeToValue(document, model);
        } catch (IOException e) {
            throw new AssertionError(document.at("/metadata/name") + " " + e.getMessage(), e);
        }
    }

    static List<JsonNode> documents(Path file) {
        try {
            List<JsonNode> documents = new ArrayList<>();
            YAML.readerFor(JsonNode.class)
                    .<JsonNode>readValues(Files.readString(file))
                    .forEachRemaining(documents::add);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        kustomization(folder).path("resources").forEach(each -> {
            Path file = folder.resolve(each.asText());
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        });
        return files.stream();
    }
}
