package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayIT {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway("{body_limit: 1MB, answer_timeout: 1s, connections: 4, queue: 2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.services.values().forEach(service -> service.received.clear());
    }

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
        gateway.send(gateway.publicRequest("/sessions/whoami").header("X-Forwarded-For", "not an address"));

        assertThat(gateway.service(Target.SESSION).received)
                .extracting(each -> each.headers().get("ostiary-client-address"))
                .containsExactly("198.51.100.2", "203.0.113.7", "127.0.0.1");
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
            assertThat(raw(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 404")
                    .contains("text/plain");
        }
        assertThat(gateway.services.values()).allMatch(service -> service.received.isEmpty());
    }

    @Test
    void leavesAmbiguousPathsToFlowService() throws IOException {
        String answer =
                raw(gateway.publicPort, "GET /sessions/..%2fschemas HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("FLOW");
        assertThat(gateway.service(Target.FLOW).received.peek().uri()).isEqualTo("/sessions/..%2fschemas");
    }

    @Test
    void refusesWhatIsNoAddress() throws IOException {
        assertThat(raw(gateway.publicPort, "GET sessions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":400");
    }

    @Test
    void encodesWhatAnAddressMayNotHave() throws IOException {
        String request = "GET /sessions?return_to=http://a/{b}|%zz HTTP/1.1\r\nHost: a\r\n";
        assertThat(raw(gateway.publicPort, request + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(gateway.service(Target.SESSION).received.peek().uri())
                .isEqualTo("/sessions?return_to=http://a/%7Bb%7D%7C%25zz");
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        String address = "GET /sessions?a=" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
        assertThat(raw(gateway.publicPort, address)).contains(" 414 ").contains("\"code\":414");
        String header = "GET /sessions HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000);
        assertThat(raw(gateway.publicPort, header + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("\"code\":431");
    }

    @Test
    void saysThatServiceIsDownAndRecovers() throws Exception {
        Backend identity = gateway.service(Target.IDENTITY);
        assertThat(gateway.getPublic("/schemas").statusCode()).isEqualTo(200);
        identity.close();
        try {
            HttpResponse<String> answer = gateway.getPublic("/schemas");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).startsWith("{\"error\":{\"code\":503,\"status\":\"Service Unavailable\"");
        } finally {
            identity.start();
        }
        assertThat(gateway.getPublic("/schemas").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesLargeBody() throws Exception {
        HttpResponse<String> answer = gateway.send(
                gateway.publicRequest("/self-service/login").POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":413");
        assertThat(gateway.service(Target.FLOW).received).isEmpty();
    }

    @Test
    void refusesLargeBodyThatDoesNotTellItsLength() throws IOException {
        gateway.service(Target.FLOW).on("/count", Echo::length);
        String chunk = Integer.toHexString(1 << 18) + "\r\n" + "x".repeat(1 << 18) + "\r\n";

        String answer = raw(
                gateway.publicPort,
                "POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n"
                        + chunk.repeat(5)
                        + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 64 * 1024, 64 * 1024 + 1, 1 << 20})
    void passesBodiesOfAnySize(int bytes) throws Exception {
        gateway.service(Target.FLOW).on("/length", Echo::length);

        HttpResponse<String> answer =
                gateway.send(gateway.publicRequest("/length").POST(BodyPublishers.ofByteArray(new byte[bytes])));

        assertThat(answer.body()).isEqualTo(Integer.toString(bytes));
    }

    @Test
    void passesChunkedBody() throws Exception {
        gateway.service(Target.FLOW).on("/length", Echo::length);
        byte[] part = new byte[50_000];

        HttpResponse<String> answer = gateway.send(gateway.publicRequest("/length")
                .POST(BodyPublishers.ofByteArrays(
                        IntStream.range(0, 10).mapToObj(i -> part).toList())));

        assertThat(answer.body()).isEqualTo("500000");
    }

    @Test
    void streamsAnswer() throws Exception {
        CompletableFuture<Void> firstPartSeen = new CompletableFuture<>();
        gateway.service(Target.FLOW).on("/stream", request -> {
            request.response().setChunked(true).write("first;");
            firstPartSeen.thenRun(() -> request.response().end("last"));
        });

        HttpResponse<InputStream> answer = gateway.client.send(
                gateway.publicRequest("/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        String first = new String(answer.body().readNBytes(6), StandardCharsets.UTF_8);
        firstPartSeen.complete(null);

        assertThat(first).isEqualTo("first;");
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("last");
    }

    @Test
    void passesLargeAnswer() throws Exception {
        gateway.service(Target.FLOW)
                .on("/large", request -> request.response().end(Buffer.buffer("y".repeat(3_000_000))));

        assertThat(gateway.getPublic("/large").body()).hasSize(3_000_000);
    }

    @Test
    void cutsOffAnswerThatServiceDidNotFinish() throws IOException {
        gateway.service(Target.FLOW).on("/half", request -> {
            request.response().setChunked(true).write("half");
            request.connection().close();
        });

        assertThat(raw(gateway.publicPort, "GET /half HTTP/1.1\r\nHost: a\r\n\r\n"))
                .doesNotContain("\r\n0\r\n");
    }

    @Test
    void answersInTimeWhenServiceDoesNot() throws Exception {
        gateway.service(Target.FLOW).on("/silent", request -> {});

        HttpResponse<String> answer = gateway.getPublic("/silent");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(gateway.getPublic("/length").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhenTooManyWait() throws Exception {
        gateway.service(Target.SESSION).on("/sessions/slow", request -> {});

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 24)
                .mapToObj(i -> gateway.client.sendAsync(
                        gateway.publicRequest("/sessions/slow").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(answers.stream().map(each -> each.join().statusCode()).toList())
                .contains(503)
                .allMatch(status -> status == 503 || status == 504);
        assertThat(gateway.service(Target.SESSION).received.size()).isLessThanOrEqualTo(12);
        assertThat(gateway.getPublic("/sessions/whoami").statusCode()).isEqualTo(200);
    }

    @Test
    void repeatsOnceWhenKeptConnectionWasClosed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        gateway.service(Target.FLOW).on("/cut", request -> {
            if (calls.incrementAndGet() == 2) {
                request.connection().close();
            } else {
                request.response().end("answer " + calls.get());
            }
        });

        assertThat(gateway.getPublic("/cut").body()).isEqualTo("answer 1");
        assertThat(gateway.getPublic("/cut").body()).isEqualTo("answer 3");
    }

    @Test
    void doesNotRepeatWhatMayNotBeRepeated() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        gateway.service(Target.FLOW).on("/cut-post", request -> {
            calls.incrementAndGet();
            request.connection().close();
        });
        gateway.getPublic("/length");

        HttpResponse<String> answer =
                gateway.send(gateway.publicRequest("/cut-post").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(calls).hasValue(1);
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
    void passesAnswersWithoutBody() throws Exception {
        gateway.service(Target.FLOW)
                .on("/nothing", request -> request.response().setStatusCode(204).end());

        assertThat(gateway.getPublic("/nothing").statusCode()).isEqualTo(204);
        gateway.service(Target.FLOW)
                .on(
                        "/head",
                        request -> request.response()
                                .putHeader("Content-Length", "7")
                                .end());
        HttpResponse<String> head =
                gateway.send(gateway.publicRequest("/head").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("7");
    }

    @Test
    void passesSeveralCookies() throws Exception {
        gateway.service(Target.FLOW).on("/cookies", request -> {
            request.response().headers().add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
            request.response().end();
        });

        assertThat(gateway.getPublic("/cookies").headers().allValues("Set-Cookie"))
                .containsExactly("a=1", "b=2");
    }

    @Test
    void asksClientToGoOnWithBody() throws Exception {
        gateway.service(Target.FLOW).on("/length", Echo::length);

        HttpRequest.Builder request =
                gateway.publicRequest("/length").expectContinue(true).POST(BodyPublishers.ofString("abc"));

        assertThat(gateway.send(request).body()).isEqualTo("3");
    }

    @Test
    void answersReadinessItself() throws Exception {
        gateway.services
                .values()
                .forEach(service ->
                        service.on("/q/health/ready", r -> r.response().end("{}")));
        Thread.sleep(300);

        assertThat(gateway.getPublic("/health/ready").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(gateway.getAdmin("/admin/health/ready").statusCode()).isEqualTo(200);
        assertThat(gateway.send(gateway.publicRequest("/health/ready").POST(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("FLOW");

        gateway.service(Target.COURIER)
                .on(
                        "/q/health/ready",
                        request -> request.response().setStatusCode(503).end("{}"));
        Thread.sleep(300);

        HttpResponse<String> answer = gateway.getAdmin("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("courier-service");
        assertThat(gateway.getPublic("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void givesMetricsOfAllServicesAtTheAdminPortOnly() throws Exception {
        String metrics = """
                # HELP jvm_threads Threads
                # TYPE jvm_threads gauge
                jvm_threads{state="new"} 3
                """;
        gateway.service(Target.IDENTITY).on("/q/metrics", r -> r.response().end(metrics));
        gateway.service(Target.SESSION).on("/q/metrics", r -> r.response().end(metrics));
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
                .contains("ostiary_gateway_repeats_total{service=\"gateway\"}")
                .contains("exported_service=\"session\"")
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

        assertThat(gateway.registry
                        .get("ostiary.gateway.answers")
                        .tags("listener", "public", "service", "session", "outcome", "2xx")
                        .functionTimer()
                        .count())
                .isPositive();
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
