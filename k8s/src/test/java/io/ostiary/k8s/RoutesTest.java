package io.ostiary.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the Gateway API say the same as the route table. */
class RoutesTest {

    private static final Path TABLE = Path.of("../gateway/src/main/resources/routes.yaml");

    private static final List<String> NEVER_SERVED = List.of("PathPrefix /internal", "PathPrefix /q");

    /**
     * A route in either notation.
     *
     * @param match kind of match and path
     * @param service name of the Kubernetes service
     */
    private record Entry(String match, String service) {}

    @ParameterizedTest
    @ValueSource(strings = {"public", "admin"})
    void agreeWithTable(String listener) {
        List<Entry> expected = new ArrayList<>();
        NEVER_SERVED.forEach(each -> expected.add(new Entry(each, gateway(listener))));
        Manifests.documents(TABLE).getFirst().path(listener).forEach(each -> expected.add(entry(listener, each)));

        assertThat(rules(listener).stream().map(RoutesTest::entry).toList()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "admin"})
    void overwriteListenerHeader(String listener) {
        for (HTTPRouteRule rule : rules(listener)) {
            if (NEVER_SERVED.contains(entry(rule).match())) {
                assertThat(rule.getFilters()).isEmpty();
                continue;
            }
            assertThat(rule.getFilters()).hasSize(1);
            HTTPHeaderFilter change = rule.getFilters().getFirst().getRequestHeaderModifier();
            assertThat(change.getSet()).containsExactly(new HTTPHeader("Ostiary-Listener", listener));
            assertThat(change.getRemove()).containsExactly("Ostiary-Client-Address");
            assertThat(change.getAdd()).isEmpty();
        }
    }

    @Test
    void nameServicesAndPortsThatExist() {
        List<String> ports = Manifests.in(Manifests.BASE, Service.class).stream()
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .map(port -> service.getMetadata().getName() + ":" + port.getPort()))
                .toList();

        assertThat(Manifests.in(Manifests.BASE, HTTPRoute.class))
                .flatExtracting(each -> each.getSpec().getRules())
                .flatExtracting(HTTPRouteRule::getBackendRefs)
                .extracting(each -> each.getName() + ":" + each.getPort())
                .isNotEmpty()
                .isSubsetOf(ports)
                .noneMatch(each -> each.endsWith(":9000"));
    }

    private static List<HTTPRouteRule> rules(String listener) {
        return Manifests.in(Manifests.BASE, HTTPRoute.class).stream()
                .filter(each -> each.getMetadata().getName().equals("ostiary-" + listener))
                .findAny()
                .orElseThrow()
                .getSpec()
                .getRules();
    }

    private static Entry entry(String listener, JsonNode line) {
        boolean own = line.path("service").asText().equals("gateway");
        String match;
        if (line.has("pattern")) {
            match = "RegularExpression " + line.path("pattern").asText();
        } else {
            match = (own ? "Exact " : "PathPrefix ") + line.path("prefix").asText();
        }
        return new Entry(match, own ? gateway(listener) : line.path("service").asText() + "-service");
    }

    private static Entry entry(HTTPRouteRule rule) {
        assertThat(rule.getMatches()).hasSize(1);
        assertThat(rule.getBackendRefs()).hasSize(1);
        HTTPBackendRef backend = rule.getBackendRefs().getFirst();
        return new Entry(
                rule.getMatches().getFirst().getPath().getType()
                        + " "
                        + rule.getMatches().getFirst().getPath().getValue(),
                backend.getName());
    }

    private static String gateway(String listener) {
        return listener.equals("public") ? "gateway" : "gateway-admin";
    }
}
