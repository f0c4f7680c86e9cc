package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.ostiary.cli.init.SharedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/compose.yml} beside the manifests: the same images, the same settings. */
class ComposeTest {

    private static final JsonNode SERVICES =
            Manifests.documents(Path.of("../deploy/compose.yml")).getFirst().path("services");

    @Test
    void runsTheImagesOfTheManifests() {
        Set<String> images = new TreeSet<>();
        SERVICES.forEach(each -> images.add(each.path("image").asText()));

        assertThat(images)
                .containsAll(containers().stream().map(Container::getImage).toList())
                .contains("ostiary/cli:0.1.0");
    }

    @Test
    void takesTheStoresOfTheDevOverlay() {
        for (String store : List.of("postgres", "kafka", "mail")) {
            JsonNode manifest = Manifests.documents(Manifests.DEV.resolve(store + ".yaml")).stream()
                    .filter(each -> each.path("kind").asText().equals("StatefulSet"))
                    .findAny()
                    .orElseThrow();

            assertThat(SERVICES.at("/" + store + "/image").asText())
                    .isEqualTo(manifest.at("/spec/template/spec/containers/0/image")
                            .asText());
        }
    }

    @Test
    void readsOnlyFilesThatExistOrThatTheCommandMakes(@TempDir Path secrets) throws IOException {
        new SharedSecrets().write(secrets, true);
        List<String> named = new ArrayList<>();
        SERVICES.forEach(each -> each.path("env_file").forEach(file -> named.add(file.asText())));

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(secrets.resolve(file.substring("secrets/".length())))
                        .exists());
        assertThat(Files.exists(Path.of("../deploy/quickstart/ostiary.yml"))).isTrue();
    }

    @Test
    void opensNothingToTheNetwork() {
        SERVICES.forEach(each ->
                each.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    private static List<Container> containers() {
        return Manifests.in(Manifests.BASE, Deployment.class).stream()
                .flatMap(each -> each.getSpec().getTemplate().getSpec().getContainers().stream())
                .toList();
    }
}
