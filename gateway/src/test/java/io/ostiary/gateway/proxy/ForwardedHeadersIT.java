package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers say about where a request came from. */
class ForwardedHeadersIT {

    private static final String CLAIMS = """
            X-Forwarded-Host: evil.example
            X-Forwarded-Proto: https
            X-Forwarded-For: 203.0.113.7
            Forwarded: for=203.0.113.7
            X-Real-IP: 203.0.113.7
            True-Client-IP: 203.0.113.9
            Cf-Connecting-IP: 203.0.113.7
            Cf-IpCity: Bonn
            """.replace("\n", "\r\n");

    private RunningGateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void dropsWhatAStrangerSaysAboutHostAndAddress() throws Exception {
        gateway = new RunningGateway(
                "{}, serve: {trusted_proxies: [\"127.9.0.0/16\"], client_address_header: X-Forwarded-For}");

        assertThat(received("127.0.0.1", CLAIMS))
                .containsEntry("ostiary-client-address", "127.0.0.1")
                .containsEntry("host", "a")
                .doesNotContainKeys(
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "x-forwarded-for",
                        "forwarded",
                        "x-real-ip",
                        "true-client-ip",
                        "cf-connecting-ip",
                        "cf-ipcity");
        assertThat(received("127.9.1.1", CLAIMS))
                .containsEntry("ostiary-client-address", "203.0.113.7")
                .containsEntry("x-forwarded-host", "evil.example")
                .containsEntry("x-forwarded-proto", "https");
    }

    @Test
    void readsTheAddressFromTheOneHeaderThatIsNamed() throws Exception {
        gateway = new RunningGateway("{}, serve: {client_address_header: True-Client-IP}");

        assertThat(received("127.0.0.1", CLAIMS)).containsEntry("ostiary-client-address", "203.0.113.9");
        assertThat(received("127.0.0.1", "X-Forwarded-For: 203.0.113.7\r\n"))
                .containsEntry("ostiary-client-address", "127.0.0.1");
    }

    @Test
    void keepsOfSeveralProxiesWhatTheFirstSaid() throws Exception {
        gateway = new RunningGateway("{}");

        assertThat(received(
                        "127.0.0.1", "X-Forwarded-Host: id.example.org, inner\r\nX-Forwarded-Proto: https, http\r\n"))
                .containsEntry("x-forwarded-host", "id.example.org")
                .containsEntry("x-forwarded-proto", "https");
        assertThat(received("127.0.0.1", "X-Forwarded-Host: a^b\r\nX-Forwarded-Proto: javascript\r\n"))
                .doesNotContainKeys("x-forwarded-host", "x-forwarded-proto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a^b", "a b", "a/b", "a%zz", "[::1", "a:b", "user@a", "\u00e9", "a\\b", "a:99999999"})
    void refusesHostsThatCanStandInNoAddress(String host) throws Exception {
        gateway = new RunningGateway("{}");

        assertThat(answer("127.0.0.1", "GET /schemas HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(gateway.service(Target.IDENTITY).received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exa_mple", "a.b:80", "[::1]:443", "127.0.0.1", "xn--bcher-kva.example"})
    void takesHostsThatCan(String host) throws Exception {
        gateway = new RunningGateway("{}");

        assertThat(answer("127.0.0.1", "GET /schemas HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesTwoHosts() throws Exception {
        gateway = new RunningGateway("{}");

        assertThat(answer("127.0.0.1", "GET /schemas HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void givesEachRequestAnIdUnlessATrustedProxyDid() throws Exception {
        gateway = new RunningGateway("{}, serve: {trusted_proxies: [\"127.9.0.0/16\"]}");

        String first = received("127.0.0.1", "X-Request-Id: mine\r\n").get("x-request-id");
        String second = received("127.0.0.1", "").get("x-request-id");
        assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
        assertThat(received("127.9.1.1", "X-Request-Id: theirs-1\r\n")).containsEntry("x-request-id", "theirs-1");
        assertThat(received("127.9.1.1", "X-Request-Id: two words\r\n").get("x-request-id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void tellsTheClientTheId() throws Exception {
        gateway = new RunningGateway("{}, serve: {trusted_proxies: [\"127.9.0.0/16\"]}");
        String request = "GET /schemas HTTP/1.1\r\nHost: a\r\nX-Request-Id: theirs-1\r\nConnection: close\r\n\r\n";

        assertThat(answer("127.9.1.1", request)).startsWith("HTTP/1.1 200").contains("X-Request-Id: theirs-1\r\n");
        gateway.service(Target.IDENTITY).close();
        assertThat(answer("127.9.1.1", request)).startsWith("HTTP/1.1 503").contains("X-Request-Id: theirs-1\r\n");
    }

    private Map<String, String> received(String from, String headers) throws IOException {
        Backend session = gateway.service(Target.SESSION);
        session.received.clear();
        answer(from, "GET /sessions/whoami HTTP/1.1\r\nHost: a\r\n" + headers + "Connection: close\r\n\r\n");
        return session.received.remove().headers();
    }

    private String answer(String from, String request) throws IOException {
        try (RawClient client = new RawClient(from, gateway.publicPort)) {
            return client.send(request).readAll();
        }
    }
}
