package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.ostiary.config.Configuration;
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

class ReferencesTest {

    private final List<Deployment> deployments = Manifests.in(Manifests.BASE, Deployment.class);

    private final List<Service> services = Manifests.in(Manifests.BASE, Service.class);

    private final Map<String, Set<String>> configMaps = generated("configMapGenerator");

    private final Map<String, Set<String>> secrets = generated("secretGenerator");

    private List<PodTemplateSpec> templates() {
        return Stream.concat(
                        deployments.stream().map(each -> each.getSpec().getTemplate()),
                        Manifests.in(Manifests.BASE, Job.class).stream()
                                .map(each -> each.getSpec().getTemplate()))
                .toList();
    }

    @Test
    void namesKeysOfConfigMapsAndSecretsThatExist() {
        Set<String> used = new TreeSet<>();
        for (PodTemplateSpec template : templates()) {
            PodSpec pod = template.getSpec();
            for (Container container : pod.getContainers()) {
                container.getEnv().forEach(each -> checkKeyOf(each, used));
                container.getEnvFrom().forEach(each -> {
                    assertThat(secrets).containsKey(each.getSecretRef().getName());
                    used.add(each.getSecretRef().getName());
                });
            }
            pod.getVolumes().forEach(each -> checkSourceOf(each, used));
        }
        Set<String> made = new TreeSet<>(secrets.keySet());
        made.addAll(configMaps.keySet());
        assertThat(used).isEqualTo(made);
    }

    private void checkKeyOf(EnvVar variable, Set<String> used) {
        EnvVarSource source = variable.getValueFrom();
        if (source != null && source.getConfigMapKeyRef() != null) {
            String name = source.getConfigMapKeyRef().getName();
            assertThat(configMaps.get(name))
                    .as(name)
                    .contains(source.getConfigMapKeyRef().getKey());
            used.add(name);
        } else if (source != null) {
            String name = source.getSecretKeyRef().getName();
            assertThat(secrets.get(name))
                    .as(name)
                    .contains(source.getSecretKeyRef().getKey());
            used.add(name);
        }
    }

    private void checkSourceOf(Volume volume, Set<String> used) {
        if (volume.getConfigMap() != null) {
            assertThat(configMaps).containsKey(volume.getConfigMap().getName());
            used.add(volume.getConfigMap().getName());
        } else if (volume.getSecret() != null) {
            assertThat(secrets).containsKey(volume.getSecret().getSecretName());
            used.add(volume.getSecret().getSecretName());
        } else if (volume.getProjected() != null) {
            for (VolumeProjection each : volume.getProjected().getSources()) {
                boolean open = each.getConfigMap() != null;
                String name =
                        open ? each.getConfigMap().getName() : each.getSecret().getName();
                (open ? each.getConfigMap().getItems() : each.getSecret().getItems())
                        .forEach(item -> assertThat((open ? configMaps : secrets).get(name))
                                .as(name)
                                .contains(item.getKey()));
                used.add(name);
            }
        } else {
            assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull();
        }
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
        assertThat(Manifests.in(Manifests.BASE, HTTPRoute.class))
                .flatExtracting(each -> each.getSpec().getParentRefs())
                .extracting(each -> each.getName())
                .containsExactlyInAnyOrderElementsOf(Manifests.in(Manifests.EXAMPLE, Gateway.class).stream()
                        .map(each -> each.getMetadata().getName())
                        .toList());
    }

    @Test
    void namesEveryImage() {
        Set<String> images = new TreeSet<>();
        Manifests.kustomization(Manifests.EXAMPLE)
                .path("images")
                .forEach(each -> images.add(each.path("name").asText()));

        assertThat(templates())
                .flatExtracting(each -> each.getSpec().getContainers())
                .extracting(Container::getImage)
                .extracting(each -> each.substring(0, each.indexOf(':')))
                .containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void bringsConfigurationThatLoads() {
        Path file = Manifests.BASE.resolve("ostiary.yaml");
        Map<String, String> secretKeys = literals("ostiary-secrets");
        secretKeys.put(
                "COURIER_SMTP_CONNECTION_URI", literals("courier-service-smtp").get("connection-uri"));

        assertThatThrownBy(() -> Configuration.load(file, secretKeys))
                .hasMessageContaining("secrets.cookie.0: is the placeholder of an example")
                .hasMessageContaining("secrets.cipher.0");
        secretKeys.replaceAll((name, value) -> value.replace("change-me", "a-secret-"));
        Configuration configuration = Configuration.load(file, secretKeys);

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

    private static Map<String, Set<String>> generated(String generator) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Path folder : List.of(Manifests.BASE, Manifests.EXAMPLE)) {
            for (JsonNode each : Manifests.kustomization(folder).path(generator)) {
                Set<String> names = keys.computeIfAbsent(each.path("name").asText(), name -> new TreeSet<>());
                each.path("literals")
                        .forEach(literal -> names.add(literal.asText().split("=", 2)[0]));
                each.path("files").forEach(file -> names.add(file.asText()));
            }
        }
        return keys;
    }

    private static Map<String, String> literals(String secret) {
        Map<String, String> values = new HashMap<>();
        for (JsonNode each : Manifests.kustomization(Manifests.EXAMPLE).path("secretGenerator")) {
            if (each.path("name").asText().equals(secret)) {
                each.path("literals").forEach(literal -> {
                    String[] pair = literal.asText().split("=", 2);
                    values.put(pair[0], pair[1]);
                });
            }
        }
        return values;
    }
}
