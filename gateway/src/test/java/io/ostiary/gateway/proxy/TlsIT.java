package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.config.ConfigurationException;
import io.ostiary.gateway.route.Target;
import io.ostiary.testkit.tls.OwnAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ports with TLS, under an authority of the test's own. */
class TlsIT {

    @TempDir
    static Path folder;

    private static OwnAuthority authority;

    @BeforeAll
    static void sign() throws Exception {
        authority = new OwnAuthority(folder);
        authority.sign("rsa", "RSA");
        authority.sign("ec", "EC");
        Files.writeString(folder.resolve("text"), "no key at all");
    }

    @ParameterizedTest
    @CsvSource({"rsa, HTTP_2", "rsa, HTTP_1_1", "ec, HTTP_2", "ec, HTTP_1_1"})
    void speaksBothVersionsAtBothPorts(String name, HttpClient.Version version) throws Exception {
        try (RunningGateway gateway = new RunningGateway("{}", "", tls(name + ".pem", name + ".key"));
                HttpClient client = client(version)) {
            gateway.service(Target.FLOW).on("/length", Echo::length);
            for (int port : new int[] {gateway.publicPort, gateway.adminPort}) {
                HttpResponse<String> answer =
                        client.send(request(port, "/schemas?a=b").build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            HttpResponse<String> large = client.send(
                    request(gateway.publicPort, "/length")
                            .POST(BodyPublishers.ofByteArray(new byte[200_000]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(large.body()).isEqualTo("200000");
            assertThat(gateway.service(Target.IDENTITY).received.remove().headers())
                    .containsEntry("host", "127.0.0.1:" + gateway.publicPort)
                    .containsEntry("ostiary-listener", "public")
                    .allSatisfy((header, value) -> assertThat(header).doesNotStartWith(":"));
        }
    }

    @Test
    void refusesOddRequestsOfHttp2AsOfHttp1() throws Exception {
        try (RunningGateway gateway = new RunningGateway("{body_limit: 1MB}", "", tls("ec.pem", "ec.key"));
                HttpClient client = client(HttpClient.Version.HTTP_2)) {
            assertThat(send(client, request(gateway.publicPort, "/internal/x"))).isEqualTo(404);
            assertThat(send(
                            client,
                            request(gateway.publicPort, "/a").POST(BodyPublishers.ofByteArray(new byte[1 << 21]))))
                    .isEqualTo(413);
            HttpRequest.Builder many = request(gateway.publicPort, "/schemas");
            for (int i = 0; i < 200; i++) {
                many.header("a" + i, "b");
            }
            assertThat(send(client, many)).isEqualTo(431);
            assertThat(send(client, request(gateway.publicPort, "/schemas"))).isEqualTo(200);
        }
    }

    @Test
    void readsCertificateAndKeyFromBase64() throws Exception {
        try (RunningGateway gateway = new RunningGateway(
                        "{}",
                        "",
                        ", tls: {cert: {base64: \"%s\"}, key: {base64: \"%s\"}}"
                                .formatted(base64("ec.pem"), base64("ec.key")));
                HttpClient client = client(HttpClient.Version.HTTP_2)) {
            assertThat(send(client, request(gateway.publicPort, "/schemas"))).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.pem | ec.key | serve.public.tls.cert.path: can't be read",
                "ec.pem | missing.key | serve.public.tls.key.path: can't be read",
                "text | ec.key | serve.public.tls.cert: is no certificate in PEM",
                "ec.pem | text | serve.public.tls.key: is no private key in PEM",
                "rsa.pem | ec.key | serve.public.tls: the key is not that of the certificate",
            })
    void refusesAWrongFileWithOneLineThatNamesTheKey(String certificate, String key, String line) {
        assertThatThrownBy(() -> new RunningGateway("{}", "", tls(certificate, key)).close())
                .rootCause()
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesACertificateWithoutItsKey() {
        assertThatThrownBy(() -> new RunningGateway(
                                "{}", "", ", tls: {cert: {path: \"%s\"}}".formatted(folder.resolve("ec.pem")))
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("serve.public.tls: needs a certificate and a key");
        assertThatThrownBy(() -> new RunningGateway(
                                "{}", "", ", tls: {key: {path: \"%s\"}}".formatted(folder.resolve("ec.key")))
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("serve.public.tls: needs a certificate and a key");
    }

    private static String tls(String certificate, String key) {
        return ", tls: {cert: {path: \"%s\"}, key: {path: \"%s\"}}"
                .formatted(folder.resolve(certificate), folder.resolve(key));
    }

    private static String base64(String file) throws Exception {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(file)));
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(authority.trust())
                .version(version)
                .build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    private static int send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
