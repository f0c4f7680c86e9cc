package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a gateway does once it is told to end. */
class DrainIT {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void finishesWhatHasBegunAndRefusesWhatComes() throws Exception {
        try (RunningGateway gateway = new RunningGateway("{}")) {
            CountDownLatch arrived = new CountDownLatch(1);
            gateway.service(Target.FLOW).on("/slow", request -> {
                arrived.countDown();
                gateway.vertx.setTimer(800, late -> request.response().end("finished"));
            });
            CompletableFuture<HttpResponse<String>> slow = gateway.client.sendAsync(
                    gateway.publicRequest("/slow")
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> drain(gateway));
            while (!gateway.drain.hasBegun()) {
                Thread.onSpinWait();
            }

            HttpResponse<String> ready = gateway.getPublic("/health/ready");
            HttpResponse<String> late = gateway.getPublic("/sessions/whoami");

            assertThat(drained).isNotDone();
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("Retry-After")).contains("1");
            assertThat(late.headers().firstValue("Connection")).contains("close");
            assertThat(gateway.service(Target.SESSION).received).isEmpty();
            assertThat(slow.get(5, TimeUnit.SECONDS).body()).isEqualTo("finished");
            assertThat(drained.get(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void givesUpOnWhatDoesNotEnd() throws Exception {
        try (RunningGateway gateway = new RunningGateway("{answer_timeout: 1s}")) {
            CountDownLatch arrived = new CountDownLatch(1);
            gateway.service(Target.FLOW).on("/never", request -> arrived.countDown());
            gateway.client.sendAsync(gateway.publicRequest("/never").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            assertThat(gateway.drain.begin(Duration.ofMillis(100))).isFalse();
        }
    }

    @Test
    void countsEachRequestOnce() throws Exception {
        try (RunningGateway gateway = new RunningGateway("{}")) {
            gateway.getPublic("/sessions/whoami");
            gateway.getPublic("/health/ready");
            gateway.getPublic("/internal/x");
            gateway.send(gateway.publicRequest("/a").POST(BodyPublishers.ofString("a body")));

            assertThat(gateway.drain.begin(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static boolean drain(RunningGateway gateway) {
        try {
            return gateway.drain.begin(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
