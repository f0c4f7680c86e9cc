package io.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private final RouteTable table = RouteTable.shipped();

    @ParameterizedTest
    @CsvSource({
        "/sessions/whoami, SESSION",
        "/sessions, SESSION",
        "/sessions/token-exchange, FLOW",
        "/sessionsx, FLOW",
        "/schemas, IDENTITY",
        "/schemas/ZGVmYXVsdA, IDENTITY",
        "/self-service/login/api, FLOW",
        "/health/ready, GATEWAY",
        "/health/ready/, FLOW",
        "/health/alive, FLOW",
        "/admin/identities, FLOW",
        "/metrics/prometheus, FLOW",
        "/admin/metrics/prometheus, FLOW",
        "/, FLOW",
    })
    void routesPublic(String path, Target expected) {
        assertThat(table.match(Listener.PUBLIC, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/identities, IDENTITY",
        "/admin/identities/1, IDENTITY",
        "/identities/1, IDENTITY",
        "/admin/identities/1/sessions, SESSION",
        "/identities/1/sessions, SESSION",
        "/admin/identities/1/sessions/2, IDENTITY",
        "/admin/identities/1/limits, FLOW",
        "/identities/1/limits, FLOW",
        "/admin/identities/1/credentials/totp, IDENTITY",
        "/admin/sessions/1, SESSION",
        "/admin/courier/messages, COURIER",
        "/courier/messages, COURIER",
        "/admin/recovery/code, FLOW",
        "/admin/health/ready, GATEWAY",
        "/admin/health, GATEWAY",
        "/admin/health/alive, FLOW",
        "/admin/metrics/prometheus, GATEWAY",
        "/metrics/prometheus, GATEWAY",
        "/sessions/whoami, FLOW",
        "/admin/identitiesx, FLOW",
    })
    void routesAdmin(String path, Target expected) {
        assertThat(table.match(Listener.ADMIN, path)).isEqualTo(expected);
    }

    @Test
    void knowsServicesOfListener() {
        assertThat(table.services(Listener.PUBLIC))
                .containsExactlyInAnyOrder(Target.IDENTITY, Target.SESSION, Target.FLOW);
        assertThat(table.services(Listener.ADMIN))
                .containsExactlyInAnyOrder(Target.IDENTITY, Target.SESSION, Target.FLOW, Target.COURIER);
    }

    @Test
    void refusesTableThatIsNotWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("public: [{prefix: /a, service: flow}]\n" + "admin: [{prefix: /, service: flow}]"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("public: [{prefix: /, service: nobody}]\nadmin: []"));
    }

    private static RouteTable read(String yaml) throws IOException {
        return RouteTable.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
