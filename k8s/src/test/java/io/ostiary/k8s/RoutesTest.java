package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of the Gateway API lead to the gateway, and nowhere else. */
class RoutesTest {

    @ParameterizedTest
    @CsvSource({"public, gateway, 4433", "admin, gateway-admin, 4434"})
    void leadToTheGatewayOnly(String listener, String service, int port) {
        HTTPRouteRule rule = rules(listener).getFirst();

        assertThat(rules(listener)).hasSize(1);
        assertThat(rule.getMatches()).singleElement().satisfies(match -> {
            assertThat(match.getPath().getType()).isEqualTo("PathPrefix");
            assertThat(match.getPath().getValue()).isEqualTo("/");
        });
        assertThat(rule.getBackendRefs()).singleElement().satisfies(backend -> {
            assertThat(backend.getName()).isEqualTo(service);
            assertThat(backend.getPort()).isEqualTo(port);
        });
    }

    @Test
    void nameServicesAndPortsThatExist() {
        List<String> ports = Manifests.in(Manifests.BASE, Service.class).stream()
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .map(port -> service.getMetadata().getName() + ":" + port.getPort()))
                .toList();

        assertThat(Manifests.in(Path.of("components/routes"), HTTPRoute.class))
                .flatExtracting(each -> each.getSpec().getRules())
                .flatExtracting(HTTPRouteRule::getBackendRefs)
                .extracting(each -> each.getName() + ":" + each.getPort())
                .isNotEmpty()
                .isSubsetOf(ports)
                .noneMatch(each -> each.endsWith(":9000"));
    }

    private static List<HTTPRouteRule> rules(String listener) {
        return Manifests.in(Path.of("components/routes"), HTTPRoute.class).stream()
                .filter(each -> each.getMetadata().getName().equals("ostiary-" + listener))
                .findAny()
                .orElseThrow()
                .getSpec()
                .getRules();
    }
}
