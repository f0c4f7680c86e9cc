package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies on their way to services and back. */
class BodiesIT extends GatewayTest {

    @Test
    void refusesLargeBody() throws Exception {
        HttpResponse<String> answer = gateway.send(
                gateway.publicRequest("/self-service/login").POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":413");
        assertThat(gateway.service(Target.FLOW).received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {256 * 1024, 256 * 1024 + 1})
    void takesNoFormsAsLargeAsOtherBodies(int bytes) throws Exception {
        HttpResponse<String> answer = gateway.send(
                gateway.publicRequest("/self-service/login").POST(BodyPublishers.ofByteArray(new byte[bytes])));

        assertThat(answer.statusCode() == 413).isEqualTo(bytes > 256 * 1024);
    }

    @Test
    void takesNoLargeFormThatDoesNotTellItsLength() throws IOException {
        String chunk = Integer.toHexString(1 << 16) + "\r\n" + "x".repeat(1 << 16) + "\r\n";

        String answer = RawRequest.send(
                gateway.publicPort,
                "POST /self-service/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n"
                        + chunk.repeat(5)
                        + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void refusesLargeBodyThatDoesNotTellItsLength() throws IOException {
        gateway.service(Target.FLOW).on("/count", Echo::length);
        String chunk = Integer.toHexString(1 << 18) + "\r\n" + "x".repeat(1 << 18) + "\r\n";

        String answer = RawRequest.send(
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
    void asksClientToGoOnWithBody() throws Exception {
        gateway.service(Target.FLOW).on("/length", Echo::length);

        HttpRequest.Builder request =
                gateway.publicRequest("/length").expectContinue(true).POST(BodyPublishers.ofString("abc"));

        assertThat(gateway.send(request).body()).isEqualTo("3");
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

        assertThat(RawRequest.send(gateway.publicPort, "GET /half HTTP/1.1\r\nHost: a\r\n\r\n"))
                .doesNotContain("\r\n0\r\n");
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
}
