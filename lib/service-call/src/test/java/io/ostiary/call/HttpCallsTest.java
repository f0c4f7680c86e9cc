package io.ostiary.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HttpCallsTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int LARGEST = 1024;

    private final Vertx vertx = Vertx.vertx();
    private volatile Handler<HttpServerRequest> service =
            request -> request.response().end("answer");
    private HttpServer server;
    private HttpCalls calls;

    @BeforeEach
    void listen() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> service.handle(request))
                .listen(0, "127.0.0.1"));
        calls = new HttpCalls(vertx, new HttpClientOptions(), LARGEST);
    }

    @AfterEach
    void close() {
        calls.close();
        await(vertx.close());
    }

    @RepeatedTest(50)
    void losesNoBodyWhenBegunOnAThreadWithoutContext() {
        assertThat(send()).isEqualTo(new HttpCalls.Answer(200, Buffer.buffer("answer")));
    }

    @Test
    void sendsTheBody() {
        service = request -> request.body().onSuccess(body -> request.response().end(body));

        assertThat(send().body()).isEqualTo(Buffer.buffer("question"));
    }

    @Test
    void givesTheStatusOfARefusal() {
        service = request -> request.response().setStatusCode(503).end();

        assertThat(send()).isEqualTo(new HttpCalls.Answer(503, Buffer.buffer()));
    }

    @Test
    void readsNoMoreThanIsAllowed() {
        service = request -> request.response().end("x".repeat(LARGEST));
        assertThat(send().body()).isEqualTo(Buffer.buffer("x".repeat(LARGEST)));

        service = request -> request.response().end("x".repeat(LARGEST + 1));
        assertThat(send().body()).isNull();
    }

    @Test
    void failsWhenTheAnswerDoesNotComeInTime() {
        service = request -> request.response().setChunked(true).write("half");

        assertThatThrownBy(() -> calls.send(request(), Buffer.buffer(), Duration.ofMillis(100))
                        .await()
                        .atMost(SOON))
                .isNotInstanceOf(io.smallrye.mutiny.TimeoutException.class);
    }

    private HttpCalls.Answer send() {
        return calls.send(request(), Buffer.buffer("question"), SOON).await().atMost(SOON);
    }

    private RequestOptions request() {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI("http://127.0.0.1:" + server.actualPort() + "/");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
