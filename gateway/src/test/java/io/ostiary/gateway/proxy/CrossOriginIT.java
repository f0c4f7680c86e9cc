package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of another origin read every answer of the public port, whoever it comes from. */
class CrossOriginIT {

    private static final String APP = "https://app.example.org";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway("{body_limit: 1MB, answer_timeout: 1s}", "", "", """
                , cors: {enabled: true, allowed_origins: ["%s"]}""".formatted(APP));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void permitsAnswersOfServices() throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.publicRequest("/x").header("Origin", APP).GET());

        assertThat(answer.body()).isEqualTo("FLOW");
        assertPermitted(answer);
    }

    @Test
    void answersPreflightsItself() throws Exception {
        gateway.service(Target.FLOW).received.clear();

        HttpResponse<String> answer = gateway.send(gateway.publicRequest("/invented")
                .header("Origin", APP)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("POST");
        assertThat(gateway.service(Target.FLOW).received).isEmpty();
    }

    @Test
    void permitsItsOwnRefusals() throws Exception {
        HttpResponse<String> large = gateway.send(gateway.publicRequest("/x")
                .header("Origin", APP)
                .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));

        assertThat(large.statusCode()).isEqualTo(413);
        assertPermitted(large);
    }

    @Test
    void permitsARefusalForItsHeaders() throws Exception {
        String answer = RawRequest.send(
                gateway.publicPort, "GET /x HTTP/1.1\r\nHost: a\r\nOrigin: " + APP + "\r\n" + "A: b\r\n".repeat(101));

        assertThat(answer).startsWith("HTTP/1.1 431").containsIgnoringCase("Access-Control-Allow-Origin: " + APP);
    }

    @Test
    void letsAPageReadWhenToComeBack() throws Exception {
        gateway.service(Target.FLOW).on("/silent", request -> {});

        HttpResponse<String> late = gateway.send(
                gateway.publicRequest("/silent").header("Origin", APP).GET());

        assertThat(late.statusCode()).isEqualTo(504);
        assertPermitted(late);
        assertThat(late.headers().firstValue("Access-Control-Expose-Headers")).hasValue("Content-Type, Retry-After");
    }

    @Test
    void saysNothingOfItAtTheAdminPort() throws Exception {
        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.adminPort + "/identities"))
                        .header("Origin", APP));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static void assertPermitted(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(APP);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }
}
