package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ostiary.gateway.route.Target;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service gets a request, and what of it. */
class RoutingIT extends GatewayTest {

    @Test
    void handsRequestToService() throws Exception {
        HttpResponse<String> answer = gateway.getPublic("/sessions/whoami?tokenize_as=a%20b&x=%2F");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("SESSION");
        assertThat(gateway.service(Target.SESSION).received.peek().uri())
                .isEqualTo("/sessions/whoami?tokenize_as=a%20b&x=%2F");
        assertThat(answer.headers().firstValue("Ostiary-Secret")).isEmpty();
    }

    @Test
    void routesAdminPortApart() throws Exception {
        assertThat(gateway.getAdmin("/admin/identities/1").body()).isEqualTo("IDENTITY");
        assertThat(gateway.getAdmin("/admin/identities/1/sessions").body()).isEqualTo("SESSION");
        assertThat(gateway.getAdmin("/admin/courier/messages").body()).isEqualTo("COURIER");
        assertThat(gateway.service(Target.COURIER).received.peek().headers())
                .containsEntry("ostiary-listener", "admin");
        // the wrong side is answered by flow-service, which is told which side it is
        assertThat(gateway.getPublic("/admin/identities").body()).isEqualTo("FLOW");
        assertThat(gateway.service(Target.FLOW).received.peek().headers()).containsEntry("ostiary-listener", "public");
    }

    @Test
    void overwritesWhatOnlyTheGatewaySays() throws Exception {
        gateway.send(gateway.publicRequest("/sessions/whoami")
                .header("Ostiary-Listener", "admin")
                .header("ostiary-client-address", "1.2.3.4")
                .header("Ostiary-Other", "x")
                .header("X-Forwarded-Proto", "https")
                .header("Cookie", "a=b"));

        assertThat(gateway.service(Target.SESSION).received.peek().headers())
                .containsEntry("ostiary-listener", "public")
                .containsEntry("ostiary-client-address", "127.0.0.1")
                .containsEntry("x-forwarded-proto", "https")
                .containsEntry("cookie", "a=b")
                .containsEntry("host", "127.0.0.1:" + gateway.publicPort)
                .doesNotContainKeys("ostiary-other");
    }

    @Test
    void takesClientAddressFromTrustedProxy() throws Exception {
        gateway.send(gateway.publicRequest("/sessions/whoami")
                .header("X-Forwarded-For", "203.0.113.7, 198.51.100.2, 10.0.0.1"));
        gateway.send(gateway.publicRequest("/sessions/whoami")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("True-Client-Ip", "203.0.113.9"));
        gateway.send(gateway.publicRequest("/sessions/whoami").header("X-Real-IP", "not an address"));

        assertThat(gateway.service(Target.SESSION).received)
                .extracting(each -> each.headers().get("ostiary-client-address"))
                .containsExactly("198.51.100.2", "203.0.113.9", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/identity/verify",
                "/q/metrics",
                "//internal/x",
                "/sessions/../internal/x",
                "/sessions/%2e%2e/internal/x",
                "/sessions/..%2finternal",
                "/internal;x/y",
                "http://127.0.0.1/internal/x",
            })
    void neverReachesInternalPaths(String path) throws IOException {
        for (int port : List.of(gateway.publicPort, gateway.adminPort)) {
            assertThat(RawRequest.send(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 404")
                    .contains("text/plain");
        }
        assertThat(gateway.services.values()).allMatch(service -> service.received.isEmpty());
    }

    @Test
    void leavesAmbiguousPathsToFlowService() throws IOException {
        String answer = RawRequest.send(
                gateway.publicPort, "GET /sessions/..%2fschemas HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("FLOW");
        assertThat(gateway.service(Target.FLOW).received.peek().uri()).isEqualTo("/sessions/..%2fschemas");
    }

    @Test
    void refusesWhatIsNoAddress() throws IOException {
        assertThat(RawRequest.send(gateway.publicPort, "GET sessions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":400");
    }

    @Test
    void encodesWhatAnAddressMayNotHave() throws IOException {
        String request = "GET /sessions?return_to=http://a/{b}|%zz HTTP/1.1\r\nHost: a\r\n";
        assertThat(RawRequest.send(gateway.publicPort, request + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(gateway.service(Target.SESSION).received.peek().uri())
                .isEqualTo("/sessions?return_to=http://a/%7Bb%7D%7C%25zz");
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        String address = "GET /sessions?a=" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
        assertThat(RawRequest.send(gateway.publicPort, address))
                .contains(" 414 ")
                .contains("\"code\":414");
        String header = "GET /sessions HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000);
        assertThat(RawRequest.send(gateway.publicPort, header + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("\"code\":431");
    }

    @Test
    void usesAConnectionNoLongerThanItsAge() throws Exception {
        try (RunningGateway other = new RunningGateway("{connection_age: 1ns, instances: 1}")) {
            List<Integer> ports = new CopyOnWriteArrayList<>();
            other.service(Target.FLOW).on("/port", request -> {
                ports.add(request.remoteAddress().port());
                request.response().end();
            });
            for (int i = 0; i < 3; i++) {
                assertThat(other.getPublic("/port").statusCode()).isEqualTo(200);
            }
            assertThat(ports).doesNotHaveDuplicates().hasSize(3);
        }
    }

    @Test
    void saysTheTimeOnceWhoeverAnswers() throws Exception {
        for (String path : List.of("/sessions/whoami", "/health/ready", "/internal/x")) {
            HttpResponse<String> answer = gateway.getPublic(path);

            assertThat(answer.headers().allValues("Date"))
                    .as(path)
                    .singleElement()
                    .satisfies(date -> assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                            .isCloseTo(ZonedDateTime.now(ZoneOffset.UTC), within(1, ChronoUnit.HOURS)));
        }
    }

    @Test
    void takesNoMethodThatNoStandardHas() throws Exception {
        HttpResponse<String> answer = gateway.send(
                gateway.publicRequest("/sessions/whoami").method("PROPFIND", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(gateway.service(Target.SESSION).received).isEmpty();
    }
}
