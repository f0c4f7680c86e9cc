package io.ostiary.call;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP calls that may be begun on any thread and lose nothing of the answer. A call always runs on a Vert.x
 * context: begun on another thread, its steps may be put together there while the event loop already hands over
 * the body, which then is seen by nobody.
 */
public final class HttpCalls implements AutoCloseable {

    /**
     * What came back.
     *
     * @param body empty when there was none, null when it was longer than allowed
     */
    public record Answer(int status, @Nullable Buffer body) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final int largestAnswer;

    /**
     * @param options bounds of connections and of the queue for them
     * @param largestAnswer in bytes; what is longer is not read to its end
     */
    public HttpCalls(Vertx vertx, HttpClientOptions options, int largestAnswer) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.largestAnswer = largestAnswer;
    }

    /**
     * Sends a request and reads the whole answer, whatever its status.
     *
     * @param deadline for all of it, from the wait for a connection to the last byte
     * @return on the caller's context where there is one; fails when there is no whole answer in time
     */
    public Uni<Answer> send(RequestOptions request, Buffer body, Duration deadline) {
        RequestOptions bounded = new RequestOptions(request).setTimeout(deadline.toMillis());
        return Uni.createFrom()
                .completionStage(() -> onContext(bounded, body)
                        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .toCompletionStage());
    }

    private Future<Answer> onContext(RequestOptions request, Buffer body) {
        if (Context.isOnEventLoopThread()) {
            return call(request, body);
        }
        Promise<Answer> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> call(request, body).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> call(RequestOptions request, Buffer body) {
        return client.request(request)
                .compose((HttpClientRequest sent) -> sent.send(body))
                .compose(this::read);
    }

    private Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > largestAnswer) {
                whole.tryComplete(new Answer(response.statusCode(), null));
                response.request().reset();
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(new Answer(response.statusCode(), body)));
        return whole.future();
    }

    @Override
    public void close() {
        client.close();
    }
}
