package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

    private static final List<Path> CONFIGURATIONS = List.of(
            Path.of("chart/files/ostiary.yaml"),
            Manifests.DEV.resolve("ostiary.yaml"),
            Manifests.PRODUCTION.resolve("ostiary.yaml"));

    private static List<Deployment> deployments() {
        return Manifests.in(Manifests.BASE, Deployment.class);
    }

    private static List<PodSpec> pods() {
        return Stream.concat(
                        deployments().stream()
                                .map(each -> each.getSpec().getTemplate().getSpec()),
                        Manifests.in(Manifests.BASE, Job.class).stream()
                                .map(each -> each.getSpec().getTemplate().getSpec()))
                .toList();
    }

    private static List<Container> containers() {
        return pods().stream().flatMap(each -> each.getContainers().stream()).toList();
    }

    @Test
    void knowsEveryField() {
        assertThat(Manifests.in(Manifests.BASE)).hasSizeGreaterThan(20);
        assertThat(Manifests.RENDERED).flatExtracting(Manifests::in).hasSizeGreaterThan(28);
        assertThat(Manifests.in(Manifests.DEV)).hasSizeGreaterThan(8);
        assertThat(Manifests.in(Manifests.PRODUCTION)).hasSize(5);
    }

    @Test
    void refusesUnknownFields() throws IOException {
        Path file = Files.createTempFile("manifest", ".yaml");
        Files.writeString(file, """
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {selectors: {a: b}}
                """);
        JsonNode document = Manifests.documents(file).getFirst();
        Files.delete(file);

        assertThatThrownBy(() -> Manifests.typed(document)).hasMessageContaining("selectors");
    }

    @Test
    void listsEveryFile() throws IOException {
        for (Path folder : List.of(Manifests.BASE, Manifests.DEV, Manifests.PRODUCTION)) {
            JsonNode kustomization = Manifests.kustomization(folder);
            Set<String> named = new TreeSet<>(Set.of("kustomization.yaml"));
            kustomization.path("resources").forEach(each -> named.add(each.asText()));
            kustomization
                    .path("configMapGenerator")
                    .forEach(each -> each.path("files").forEach(file -> named.add(file.asText())));
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(each -> !each.startsWith(folder.resolve("secrets")))
                                .map(each -> folder.relativize(each).toString()))
                        .allMatch(named::contains);
            }
        }
    }

    @Test
    void hasWhatTheSuiteIsMadeOf() {
        assertThat(deployments())
                .extracting(each -> each.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "identity-service", "session-service", "flow-service", "courier-service", "gateway");
        assertThat(Manifests.in(Manifests.BASE, Job.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void asksForHealthOnManagementPort(Deployment deployment) {
        for (Container container : deployment.getSpec().getTemplate().getSpec().getContainers()) {
            assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
            assertThat(List.of(
                            container.getStartupProbe().getHttpGet().getPort().getStrVal(),
                            container.getLivenessProbe().getHttpGet().getPort().getStrVal(),
                            container.getReadinessProbe().getHttpGet().getPort().getStrVal()))
                    .containsOnly("management");
            assertThat(container.getPorts()).anyMatch(port -> port.getName().equals("management"));
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void boundsResources(Container container) {
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void holdsNoRights(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void runsAsNobodyInParticular(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        // else names of services become variables, and a variable can be a key of the configuration
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void holdsNoSecretValues() {
        assertThat(Manifests.in(Manifests.BASE))
                .extracting(HasMetadata::getKind)
                .doesNotContain("Secret");
        assertThat(containers())
                .flatExtracting(Container::getEnv)
                .filteredOn(each -> each.getName().matches(".*(PASSWORD|DSN|SECRET|CONNECTION_URI|JAAS).*"))
                .isNotEmpty()
                .allMatch(each -> each.getValueFrom().getSecretKeyRef() != null);
        for (Path file : CONFIGURATIONS) {
            assertThat(text(file)).as("%s", file).doesNotContain("secrets:", "dsn:");
        }
    }

    @Test
    void givesEachServiceTheSecretsThatItNeeds() {
        assertThat(secretsOf("identity-service")).containsExactly("SECRETS_CIPHER");
        assertThat(secretsOf("session-service")).containsExactly("SECRETS_COOKIE");
        assertThat(secretsOf("courier-service")).containsExactly("SECRETS_CIPHER");
        assertThat(secretsOf("flow-service")).containsExactlyInAnyOrder("SECRETS_COOKIE", "SECRETS_CIPHER");
        assertThat(containers()).allMatch(each -> each.getEnvFrom().isEmpty());
    }

    private static List<String> secretsOf(String deployment) {
        return deployments().stream()
                .filter(each -> each.getMetadata().getName().equals(deployment))
                .flatMap(each -> each.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(each -> each.getEnv().stream())
                .map(each -> each.getName())
                .filter(name -> name.startsWith("SECRETS_"))
                .toList();
    }

    @Test
    void opensConnectionsOnlyWhereAPolicySaysSo() {
        List<NetworkPolicy> policies = Manifests.in(Manifests.BASE, NetworkPolicy.class);

        assertThat(policies)
                .filteredOn(each -> each.getSpec().getPodSelector().getMatchLabels() == null
                        || each.getSpec().getPodSelector().getMatchLabels().isEmpty())
                .anyMatch(each -> each.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                        && each.getSpec().getEgress().isEmpty());
        assertThat(policies)
                .flatExtracting(each -> each.getSpec().getEgress())
                .isNotEmpty()
                .allMatch(each -> !each.getPorts().isEmpty());
    }

    /** Whoever is trusted says what a client's address is; pods of the cluster aren't. */
    @Test
    void trustsNoWholeRangeOfPods() {
        for (Path file : CONFIGURATIONS) {
            assertThat(text(file))
                    .as("%s", file)
                    .doesNotContainPattern(
                            "trusted_proxies:.*(10\\.0\\.0\\.0/8|172\\.16\\.0\\.0/12|192\\.168\\.0\\.0/16|0\\.0\\.0\\.0/0)");
        }
    }

    /** A job's template can't be changed: under a fixed name the next release could not be applied. */
    @Test
    void namesTheMigrationByItsVersion() {
        Job migration = Manifests.in(Manifests.BASE, Job.class).getFirst();
        String image = migration
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();

        assertThat(migration.getMetadata().getName())
                .isEqualTo(
                        "migration-" + image.substring(image.indexOf(':') + 1).replace('.', '-'));
    }

    /** The images know how they are started, and have no shell. */
    @Test
    void startsWhatTheImageNames() {
        assertThat(containers())
                .allMatch(each -> each.getCommand() == null || each.getCommand().isEmpty());
    }

    @Test
    void spreadsOverHostsAndZones() {
        assertThat(deployments())
                .flatExtracting(each -> each.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting(each -> each.getTopologyKey())
                .containsOnly("kubernetes.io/hostname", "topology.kubernetes.io/zone")
                .hasSize(10);
    }

    /** Time for the endpoints to change, and for requests to end, before the pod is killed. */
    @Test
    void endsAfterRequestsHaveEnded() {
        assertThat(deployments()).allSatisfy(each -> {
            PodSpec pod = each.getSpec().getTemplate().getSpec();
            long pause = pod.getContainers()
                    .getFirst()
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            assertThat(pause).isPositive();
            assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(pause + 30);
        });
    }

    @Test
    void keepsTheSessionCookieToOneHost() {
        for (Path file : CONFIGURATIONS) {
            assertThat(text(file)).as("%s", file).doesNotContainPattern("(?m)^cookies:");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
