package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large bodies at once, with a budget for one of them. */
class BodyBudgetIT {

    private static final byte[] LARGE = new byte[600 * 1024];

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();

    private final CountDownLatch arrived = new CountDownLatch(1);

    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new RunningGateway("{body_budget: 1MB}");
        gateway.service(Target.FLOW)
                .on(
                        "/hold",
                        request -> request.body().onSuccess(body -> {
                            held.add(request);
                            arrived.countDown();
                        }));
        gateway.service(Target.FLOW)
                .on(
                        "/length",
                        request -> request.body()
                                .onSuccess(body -> request.response().end("" + body.length())));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void refusesOneMoreUntilTheFirstIsAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> first = hold();

        HttpResponse<String> second = post(BodyPublishers.ofByteArray(LARGE));
        HttpResponse<String> untold = post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)));
        HttpResponse<String> small = post(BodyPublishers.ofString("small"));

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(untold.statusCode()).isEqualTo(503);
        assertThat(small.body()).isEqualTo("5");

        held.remove().response().end("held");
        assertThat(first.get(5, TimeUnit.SECONDS).body()).isEqualTo("held");
        assertThat(post(BodyPublishers.ofByteArray(LARGE)).body()).isEqualTo("" + LARGE.length);
        assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)))
                        .body())
                .isEqualTo("" + LARGE.length);
    }

    @Test
    void getsItBackFromAClientThatHasGone() throws Exception {
        hold().cancel(true);

        // the cancelled exchange closes its connection a moment later
        for (int i = 0; i < 50 && post(BodyPublishers.ofByteArray(LARGE)).statusCode() == 503; i++) {
            Thread.sleep(100);
        }
        assertThat(post(BodyPublishers.ofByteArray(LARGE)).body()).isEqualTo("" + LARGE.length);
        assertThat(gateway.drain.begin(Duration.ofSeconds(5))).isTrue();
    }

    private CompletableFuture<HttpResponse<String>> hold() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = gateway.client.sendAsync(
                gateway.publicRequest("/hold")
                        .POST(BodyPublishers.ofByteArray(LARGE))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    private HttpResponse<String> post(BodyPublisher body) throws Exception {
        return gateway.send(gateway.publicRequest("/length").POST(body));
    }
}
