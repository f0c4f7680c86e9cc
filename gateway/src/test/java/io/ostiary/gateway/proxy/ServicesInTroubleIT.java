package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services that are away, slow or overloaded. */
class ServicesInTroubleIT extends GatewayTest {

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
}
