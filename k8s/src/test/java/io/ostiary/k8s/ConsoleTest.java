package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console for operators: there when it is asked for, with no rights, and out of everybody's reach but operators'. */
class ConsoleTest {

    private final Deployment deployment =
            Manifests.in(Manifests.CONSOLE, Deployment.class).getFirst();
    private final PodTemplateSpec template = deployment.getSpec().getTemplate();
    private final PodSpec pod = template.getSpec();
    private final Container container = pod.getContainers().getFirst();

    @Test
    void isNotThereUnlessAskedFor() {
        assertThat(Manifests.in(Manifests.BASE))
                .extracting(each -> each.getMetadata().getName())
                .noneMatch(name -> name.contains("console"));
        assertThat(Chart.documents(Map.of())).noneMatch(each -> each.contains("admin-console"));
        assertThat(Manifests.in(Manifests.CONSOLE))
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("ServiceAccount", "Service", "Deployment", "NetworkPolicy", "NetworkPolicy");
    }

    /** Who is signed in stands in one pod's memory; two at once would take turns in forgetting it. */
    @Test
    void isOnePod() {
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    }

    @Test
    void holdsNoRights() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    /** Neither keys nor databases nor the suite's secrets: the client's own secret alone, and that need not be there. */
    @Test
    void getsNoSecretOfTheSuite() {
        assertThat(container.getEnv())
                .filteredOn(each -> each.getValueFrom() != null)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getName()).isEqualTo("OSTIARY_CONSOLE_OIDC_CLIENT_SECRET");
                    assertThat(each.getValueFrom().getSecretKeyRef().getOptional())
                            .isTrue();
                });
        assertThat(pod.getVolumes()).noneMatch(each -> each.getSecret() != null || each.getProjected() != null);
    }

    @Test
    void asksTheGatewayAndNothingElse() {
        List<String> ports = Manifests.in(Manifests.BASE, Service.class).stream()
                .flatMap(each -> each.getSpec().getPorts().stream()
                        .map(port -> "http://" + each.getMetadata().getName() + ":" + port.getPort()))
                .toList();

        assertThat(container.getEnv())
                .filteredOn(each -> each.getName().endsWith("_URL"))
                .extracting(EnvVar::getValue)
                .containsExactlyInAnyOrder("http://gateway-admin:4434", "http://gateway:4433")
                .isSubsetOf(ports);
    }

    @Test
    void isReachedFromOperatorsNamespacesOnly() {
        NetworkPolicy own = policy("admin-console");
        Service service = Manifests.in(Manifests.CONSOLE, Service.class).getFirst();

        assertThat(template.getMetadata().getLabels())
                .containsAllEntriesOf(own.getSpec().getPodSelector().getMatchLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(own.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getPorts().getFirst().getPort().getStrVal()).isEqualTo("console");
            assertThat(rule.getFrom()).singleElement().satisfies(peer -> {
                assertThat(peer.getPodSelector()).isNull();
                assertThat(peer.getNamespaceSelector().getMatchLabels()).isEqualTo(Map.of("ostiary/admin", "true"));
            });
        });
        assertThat(container.getPorts().getFirst().getName()).isEqualTo("console");
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getPort)
                .containsExactly(container.getPorts().getFirst().getContainerPort());
    }

    @Test
    void opensConnectionsToTheGatewayAndTheWebOnly() {
        assertThat(policy("admin-console").getSpec().getEgress())
                .hasSize(2)
                .allMatch(each -> !each.getTo().isEmpty() && !each.getPorts().isEmpty())
                .flatExtracting(each -> each.getTo())
                .filteredOn(each -> each.getPodSelector() != null)
                .extracting(each -> each.getPodSelector().getMatchLabels())
                .containsExactly(Map.of("ostiary/part", "gateway"));
        assertThat(policy("admin-console-to-gateway").getSpec().getIngress())
                .flatExtracting(NetworkPolicyIngressRule::getFrom)
                .extracting(each -> each.getPodSelector().getMatchLabels())
                .containsExactly(Map.of("ostiary/part", "console"));
    }

    @Test
    void hasNoRoute() {
        assertThat(Stream.of(Path.of("components/routes"), Manifests.PRODUCTION)
                        .flatMap(each -> Manifests.in(each, HTTPRoute.class).stream())
                        .flatMap(each -> each.getSpec().getRules().stream())
                        .flatMap(each -> each.getBackendRefs().stream()))
                .extracting(each -> each.getName())
                .doesNotContain("admin-console");
    }

    private static NetworkPolicy policy(String name) {
        return Manifests.in(Manifests.CONSOLE, NetworkPolicy.class).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .findAny()
                .orElseThrow();
    }
}
