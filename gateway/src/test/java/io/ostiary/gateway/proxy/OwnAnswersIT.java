package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ostiary.gateway.route.Target;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the gateway answers itself: health and metrics. */
class OwnAnswersIT extends GatewayTest {

    @Test
    void answersReadinessItself() throws Exception {
        gateway.services
                .values()
                .forEach(service ->
                        service.on("/q/health/ready", r -> r.response().end("{}")));
        await().untilAsserted(() ->
                assertThat(gateway.getPublic("/health/ready").body()).isEqualTo("{\"status\":\"ok\"}"));
        assertThat(gateway.getAdmin("/admin/health/ready").statusCode()).isEqualTo(200);
        assertThat(gateway.send(gateway.publicRequest("/health/ready").POST(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("FLOW");

        gateway.service(Target.COURIER)
                .on(
                        "/q/health/ready",
                        request -> request.response().setStatusCode(503).end("{}"));
        await().untilAsserted(() ->
                assertThat(gateway.getAdmin("/health/ready").statusCode()).isEqualTo(503));

        HttpResponse<String> answer = gateway.getAdmin("/health/ready");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("courier-service");
        assertThat(gateway.getPublic("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void givesMetricsOfAllServicesAtTheAdminPortOnly() throws Exception {
        String metrics = """
                # HELP jvm_threads Threads
                # TYPE jvm_threads gauge
                jvm_threads{service="%s",state="new"} 3
                """;
        gateway.service(Target.IDENTITY).on("/q/metrics", r -> r.response().end(metrics.formatted("identity")));
        gateway.service(Target.SESSION).on("/q/metrics", r -> r.response().end(metrics.formatted("session")));
        gateway.service(Target.FLOW)
                .on("/q/metrics", r -> r.response().setStatusCode(500).end(metrics));
        gateway.service(Target.COURIER).on("/q/metrics", r -> {});
        long start = System.nanoTime();

        HttpResponse<String> answer = gateway.getAdmin("/admin/metrics/prometheus");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .containsOnlyOnce("# TYPE jvm_threads gauge")
                .contains("\njvm_threads{service=\"identity\",state=\"new\"} 3\n")
                .contains("\njvm_threads{service=\"session\",state=\"new\"} 3\n")
                .contains("\nostiary_service_up{service=\"identity\"} 1\n")
                .contains("\nostiary_service_up{service=\"flow\"} 0\n")
                .contains("\nostiary_service_up{service=\"courier\"} 0\n")
                .contains("\nostiary_service_up{service=\"gateway\"} 1\n")
                .contains("ostiary_gateway_repeats_total{service=\"gateway\",")
                .contains("service=\"gateway\",target=\"session\"")
                .doesNotContain("service=\"flow\",state");
        assertThat(gateway.getPublic("/admin/metrics/prometheus").body()).isEqualTo("FLOW");
        assertThat(gateway.getPublic("/metrics/prometheus").body()).isEqualTo("FLOW");
    }

    @Test
    void saysHowManyKeysHaveNoEffect() throws Exception {
        try (RunningGateway other = new RunningGateway("{}", "tracing: {service_name: x, provider: jaeger}")) {
            assertThat(other.getAdmin("/admin/health").body())
                    .isEqualTo("{\"status\":\"ok\",\"configuration_warnings\":2}");
            assertThat(other.getPublic("/admin/health").body()).isEqualTo("FLOW");
        }
    }

    @Test
    void countsAnswers() throws Exception {
        gateway.getPublic("/sessions/whoami");

        // It is counted once it was sent, which the client may learn first.
        await().atMost(Duration.ofSeconds(10)).until(OwnAnswersIT::answersOfSessions, count -> count > 0);
    }

    private static double answersOfSessions() {
        return gateway.registry
                .get("ostiary.gateway.answers")
                .tags("listener", "public", "target", "session", "outcome", "2xx")
                .functionTimer()
                .count();
    }
}
