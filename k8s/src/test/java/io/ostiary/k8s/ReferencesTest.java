package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private final List<Deployment> deployments = Manifests.in(Manifests.BASE, Deployment.class);

    private final List<Service> services = Manifests.in(Manifests.BASE, Service.class);

    private List<PodTemplateSpec> templates() {
        return Stream.concat(
                        deployments.stream().map(each -> each.getSpec().getTemplate()),
                        Manifests.in(Manifests.BASE, Job.class).stream()
                                .map(each -> each.getSpec().getTemplate()))
                .toList();
    }

    /** Names and keys of what an overlay brings are those that the pods ask for, no more and no less. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void bringsTheKeysOfConfigMapsAndSecretsThatPodsAskFor(String overlay) throws IOException {
        Map<String, Set<String>> brought =
                overlay.equals("dev") ? Brought.byGenerators(Manifests.DEV) : Brought.byOperators(Manifests.PRODUCTION);

        templates().stream().flatMap(each -> Asked.of(each.getSpec())).forEach(asked -> {
            assertThat(brought).containsKey(asked.name());
            assertThat(brought.get(asked.name())).as(asked.name()).containsAll(asked.keys());
        });
        Set<String> names = templates().stream()
                .flatMap(each -> Asked.of(each.getSpec()))
                .map(Asked::name)
                .collect(Collectors.toSet());
        assertThat(brought.keySet())
                .filteredOn(each -> !Brought.FOR_STORES.contains(each))
                .isSubsetOf(names);
    }

    @Test
    void mountsVolumesThatExist() {
        for (PodTemplateSpec template : templates()) {
            Set<String> volumes = template.getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .collect(Collectors.toSet());
            assertThat(template.getSpec().getContainers())
                    .flatExtracting(Container::getVolumeMounts)
                    .extracting(VolumeMount::getName)
                    .containsExactlyInAnyOrderElementsOf(volumes);
        }
    }

    @Test
    void runsUnderServiceAccountsThatExist() {
        assertThat(templates())
                .extracting(each -> each.getSpec().getServiceAccountName())
                .containsExactlyInAnyOrderElementsOf(Manifests.in(Manifests.BASE, ServiceAccount.class).stream()
                        .map(each -> each.getMetadata().getName())
                        .toList());
    }

    @Test
    void selectsPodsThatExist() {
        for (Deployment each : deployments) {
            assertThat(each.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(each.getSpec().getSelector().getMatchLabels());
            assertThat(each.getSpec().getReplicas()).isGreaterThan(1);
        }
        for (Service each : services) {
            Deployment selected = selected(each.getSpec().getSelector());
            Set<String> ports = portNames(selected.getSpec().getTemplate());
            assertThat(each.getSpec().getPorts())
                    .extracting(port -> port.getTargetPort().getStrVal())
                    .isSubsetOf(ports);
        }
        List<PodDisruptionBudget> budgets = Manifests.in(Manifests.BASE, PodDisruptionBudget.class);
        assertThat(budgets)
                .extracting(each -> selected(each.getSpec().getSelector().getMatchLabels()))
                .containsExactlyInAnyOrderElementsOf(deployments);
    }

    @Test
    void letsPoliciesNamePortsAndPodsThatExist() {
        Set<String> ports =
                templates().stream().flatMap(each -> portNames(each).stream()).collect(Collectors.toSet());
        Set<String> parts = templates().stream()
                .map(each -> each.getMetadata().getLabels().get("ostiary/part"))
                .collect(Collectors.toSet());
        for (NetworkPolicy policy : Manifests.in(Manifests.BASE, NetworkPolicy.class)) {
            String part = policy.getSpec().getPodSelector().getMatchLabels().get("ostiary/part");
            assertThat(part == null || parts.contains(part)).isTrue();
            policy.getSpec()
                    .getIngress()
                    .forEach(rule -> assertThat(rule.getPorts())
                            .extracting(NetworkPolicyPort::getPort)
                            .allMatch(port -> ports.contains(port.getStrVal())));
        }
    }

    /** The application port of a service is for the gateway and its siblings. */
    @Test
    void opensServicesToNobodyElse() {
        NetworkPolicy policy = Manifests.in(Manifests.BASE, NetworkPolicy.class).stream()
                .filter(each -> each.getMetadata().getName().equals("services"))
                .findAny()
                .orElseThrow();
        List<NetworkPolicyPeer> peers = policy.getSpec().getIngress().stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(port -> port.getPort().getStrVal().equals("http")))
                .flatMap(rule -> rule.getFrom().stream())
                .toList();

        assertThat(peers)
                .hasSize(1)
                .allMatch(each -> each.getPodSelector() != null && each.getNamespaceSelector() == null);
        assertThat(policy.getSpec().getIngress())
                .allMatch(rule -> !rule.getFrom().isEmpty());
    }

    @Test
    void callsServicesThatExist() {
        Map<String, List<Integer>> ports = new HashMap<>();
        services.forEach(each -> ports.put(
                each.getMetadata().getName(),
                each.getSpec().getPorts().stream().map(ServicePort::getPort).toList()));
        Pattern address = Pattern.compile("http://([a-z-]+):(\\d+)");
        for (Deployment deployment : deployments) {
            Set<String> named = new HashSet<>();
            for (EnvVar each : deployment
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getEnv()) {
                if (each.getName().endsWith("_URL") && !each.getName().equals("OSTIARY_DB_URL")) {
                    Matcher matcher = address.matcher(each.getValue());
                    assertThat(matcher.matches()).as(each.getName()).isTrue();
                    assertThat(ports.get(matcher.group(1))).contains(Integer.valueOf(matcher.group(2)));
                    named.add(matcher.group(1));
                }
            }
            assertThat(named)
                    .containsExactlyInAnyOrder(
                            "identity-service", "session-service", "flow-service", "courier-service");
        }
    }

    @Test
    void hangsRoutesOnGatewaysThatExist() {
        assertThat(Manifests.in(Path.of("components/routes"), HTTPRoute.class))
                .flatExtracting(each -> each.getSpec().getParentRefs())
                .extracting(each -> each.getName())
                .containsExactlyInAnyOrderElementsOf(Manifests.in(Manifests.PRODUCTION, Gateway.class).stream()
                        .map(each -> each.getMetadata().getName())
                        .toList());
    }

    @Test
    void namesEveryImage() {
        Set<String> images = new TreeSet<>();
        Manifests.kustomization(Manifests.PRODUCTION)
                .path("images")
                .forEach(each -> images.add(each.path("name").asText()));

        assertThat(templates())
                .flatExtracting(each -> each.getSpec().getContainers())
                .extracting(Container::getImage)
                .extracting(each -> each.substring(0, each.indexOf(':')))
                .containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void scalesDeploymentsThatExist() {
        assertThat(Manifests.in(Path.of("components/autoscaling"), HorizontalPodAutoscaler.class))
                .extracting(each -> each.getSpec().getScaleTargetRef().getName())
                .containsExactlyInAnyOrderElementsOf(deployments.stream()
                        .map(each -> each.getMetadata().getName())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart/files", "overlays/dev", "overlays/production"})
    void bringsConfigurationThatLoads(String folder) throws IOException {
        Path file = Path.of(folder, "ostiary.yaml");
        Map<String, String> secrets = Brought.variables();
        secrets.put("COURIER_SMTP_CONNECTION_URI", "smtp://mail:1025/?disable_starttls=true");

        Configuration configuration = Configuration.load(file, secrets);

        assertThat(configuration.warnings()).isEmpty();
        assertThat(Configuration.loadWithoutSecrets(file, Map.of()).integer("serve.public.port"))
                .isEqualTo(4433);
        assertThat(configuration.integer("serve.admin.port")).isEqualTo(4434);
    }

    private Deployment selected(Map<String, String> labels) {
        List<Deployment> matching = deployments.stream()
                .filter(each -> each.getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
        assertThat(matching).as("pods with %s", labels).hasSize(1);
        return matching.getFirst();
    }

    private static Set<String> portNames(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream()
                .flatMap(each -> each.getPorts().stream())
                .map(ContainerPort::getName)
                .collect(Collectors.toSet());
    }
}
