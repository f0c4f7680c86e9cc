package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.tls.InternalTls;
import io.ostiary.gateway.proxy.RunningGateway.Inside;
import io.ostiary.gateway.route.Target;
import io.ostiary.testkit.tls.OwnAuthority;
import io.ostiary.tls.InternalTrust;
import io.ostiary.tls.TrustLog;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that speak TLS, under an authority of the test's own. */
class InternalTlsIT {

    @TempDir
    static Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void sign() throws Exception {
        OwnAuthority own = new OwnAuthority(Files.createDirectories(folder.resolve("own")));
        own.sign("right", "EC");
        own.sign("name", "EC", "dns:somebody");
        own.sign("expired", "EC", "ip:127.0.0.1", "-startdate", "-2d", "-validity", "1");
        new OwnAuthority(Files.createDirectories(folder.resolve("other"))).sign("right", "EC");
    }

    @Test
    void asksServicesForAnswersHealthAndMetrics() throws Exception {
        try (RunningGateway gateway = gateway("own/right")) {
            gateway.service(Target.FLOW)
                    .on(
                            "/q/metrics",
                            request -> request.response().end("# TYPE a counter\na_total{service=\"flow\"} 1\n"));

            assertThat(gateway.getPublic("/schemas").body()).isEqualTo("IDENTITY");
            assertThat(gateway.getPublic("/health/ready").statusCode()).isEqualTo(200);
            assertThat(gateway.getAdmin("/admin/metrics/prometheus").body())
                    .contains("ostiary_service_up{service=\"flow\"} 1", "a_total{service=\"flow\"} 1");
            assertThat(said).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "other/right, its certificate is not signed by an authority in ostiary.internal_tls.ca",
        "own/name, its certificate is for another name",
        "own/expired, its certificate has expired",
    })
    void refusesAServiceThatItDoesNotTrust(String name, String reason) throws Exception {
        try (RunningGateway gateway = gateway(name)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = gateway.getPublic("/schemas");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
            assertThat(gateway.service(Target.IDENTITY).received).isEmpty();
            assertThat(said)
                    .containsExactly("https://127.0.0.1:%d is not trusted: %s"
                            .formatted(gateway.service(Target.IDENTITY).port(), reason));
            assertThat(gateway.getPublic("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void asksNobodyWhoSpeaksPlainHttp() throws Exception {
        try (RunningGateway gateway = new RunningGateway(new Inside(new HttpServerOptions(), Optional.of(trust())))) {
            assertThat(gateway.getPublic("/schemas").statusCode()).isEqualTo(503);
            assertThat(gateway.service(Target.IDENTITY).received).isEmpty();
        }
    }

    private RunningGateway gateway(String name) throws Exception {
        PemKeyCertOptions certificate = new PemKeyCertOptions()
                .setCertPath(folder.resolve(name + ".pem").toString())
                .setKeyPath(folder.resolve(name + ".key").toString());
        return new RunningGateway(
                new Inside(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate), Optional.of(trust())));
    }

    private InternalTrust trust() {
        return new InternalTrust(
                new InternalTls(
                        folder.resolve("own/ca.pem"), folder.resolve("own/right.pem"), folder.resolve("own/right.key")),
                new TrustLog(said::add));
    }
}
