package io.ostiary.gateway.proxy;

import io.ostiary.gateway.route.Listener;
import io.ostiary.gateway.route.Target;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer.
 *
 * <p>A small body is read before a connection is taken, so that a slow client holds none, and so
 * that the request can be repeated; a large one streams. The request is repeated at most once: when
 * the service closed a kept connection before it answered (it may have done so before it saw the
 * request) and the method may be repeated.
 */
final class Exchange {

    /** Bodies up to here are read whole. */
    static final int BUFFERED_BYTES = 64 * 1024;

    private final Gate gate;

    private final HttpServerRequest request;

    private final HttpServerResponse response;

    private final Target service;

    private final String uri;

    private final Origin origin;

    private final long startNanos = System.nanoTime();

    private @Nullable HttpClientRequest upstream;

    private @Nullable Buffer body;

    private boolean streams;

    private long charged;

    private long held;

    private boolean keptConnection;

    private boolean repeated;

    private boolean answering;

    private boolean clientGone;

    /**
     * What the exchanges of one listener on one event loop share.
     *
     * @param listener where the request came in
     * @param bodyLimit largest body in bytes
     * @param formLimit the same of a form; the smaller of the two counts there
     * @param budgets for all bodies at once
     * @param proofs of what is said to the services
     * @param crossOrigin what is said to pages of other origins
     */
    record Gate(
            Listener listener,
            long bodyLimit,
            long formLimit,
            Budgets budgets,
            Upstreams upstreams,
            Proofs proofs,
            CrossOriginHeaders crossOrigin,
            Traffic.Tally tally) {

        private static final String FORMS = "/self-service/";

        /** The largest body in bytes that an address takes. */
        long bodyLimitOf(String uri) {
            return uri.startsWith(FORMS) ? Math.min(formLimit, bodyLimit) : bodyLimit;
        }
    }

    Exchange(Gate gate, HttpServerRequest request, Target service, String uri, Origin origin) {
        this.gate = gate;
        this.request = request;
        this.response = request.response();
        this.service = service;
        this.uri = uri;
        this.origin = origin;
        response.putHeader(Headers.REQUEST_ID, origin.requestId());
    }

    /** Hands on a request that has no body. */
    void startWithoutBody() {
        response.closeHandler(closed -> abandon());
        connect();
    }

    /**
     * Reads the body, then hands on the request.
     *
     * @param length of the body in bytes; they are held until the answer, and counted before
     */
    void startWithSmallBody(long length) {
        long counted = Math.max(0, length - ClientLimits.FREE_BYTES);
        if (!gate.budgets().requests().take(counted)) {
            refuse(GatewayAnswer.TOO_MANY_LARGE);
            return;
        }
        held = counted;
        response.closeHandler(closed -> abandon());
        request.body().onComplete(read -> {
            body = read.result();
            if (read.succeeded() && !answering) {
                connect();
            }
        });
    }

    /** Hands on the request while its body arrives; the budget is charged by what arrives. */
    void startWithLargeBody() {
        response.closeHandler(closed -> abandon());
        streams = true;
        request.pause();
        connect();
    }

    /** Answers in the service's place, unless an answer has begun. */
    void refuse(GatewayAnswer answer) {
        if (answering || clientGone) {
            return;
        }
        answering = true;
        gate.tally().refused(answer);
        if (upstream != null) {
            upstream.reset();
        }
        new BodyDrain(request).then(() -> {
            answer.send(request, uri);
            record(answer.status());
        });
    }

    /** Gives back what the body took of the budget; once, when the answer has ended. */
    void release() {
        gate.budgets().bodies().give(charged);
        charged = 0;
        gate.budgets().requests().give(held);
        held = 0;
    }

    private boolean charge(long bytes) {
        if (!gate.budgets().bodies().take(bytes)) {
            return false;
        }
        charged += bytes;
        return true;
    }

    private void connect() {
        gate.upstreams().request(service, request.method(), uri).onComplete(this::onConnection);
    }

    private void onConnection(AsyncResult<HttpClientRequest> connected) {
        if (connected.failed()) {
            refuse(GatewayAnswer.UNAVAILABLE);
            return;
        }
        HttpClientRequest sent = connected.result();
        upstream = sent;
        if (clientGone || answering) {
            sent.reset();
            return;
        }
        keptConnection = gate.upstreams().isKept(sent.connection());
        Headers.copy(request.headers(), sent.headers());
        sent.putHeader(Headers.LISTENER, gate.listener().wireName());
        sent.putHeader(Headers.PROOF, gate.proofs().make(service, gate.listener(), origin.clientAddress()));
        origin.writeTo(sent.headers());
        if (request.version() == HttpVersion.HTTP_2 && request.authority() != null) {
            // where HTTP/1 has a header Host
            sent.putHeader(HttpHeaders.HOST, request.authority().toString());
        }
        if (gate.upstreams().isOld(sent.connection())) {
            sent.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        sent.response().onComplete(answered -> onAnswer(sent, answered));
        if (streams) {
            streamBody(sent);
        } else if (body != null) {
            sent.end(body);
        } else {
            sent.end();
        }
    }

    private void streamBody(HttpClientRequest sink) {
        boolean chunked = request.getHeader(HttpHeaders.CONTENT_LENGTH) == null;
        sink.setChunked(chunked);
        // a failure to write shows in the answer's future as well
        sink.exceptionHandler(failure -> {});
        long[] received = {0};
        request.handler(chunk -> {
            received[0] += chunk.length();
            if (received[0] > gate.bodyLimitOf(uri)) {
                refuse(GatewayAnswer.BODY_TOO_LARGE);
                return;
            }
            if (!charge(chunk.length())) {
                refuse(GatewayAnswer.TOO_MANY_LARGE);
                return;
            }
            sink.write(chunk);
            if (sink.writeQueueFull()) {
                request.pause();
                sink.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> {
            if (received[0] <= gate.bodyLimitOf(uri)) {
                sink.end();
            }
        });
        request.resume();
    }

    private void onAnswer(HttpClientRequest sent, AsyncResult<HttpClientResponse> answered) {
        if (answered.failed()) {
            onFailure(answered.cause());
            return;
        }
        HttpClientResponse answer = answered.result();
        gate.upstreams().answered(sent.connection());
        if (answering || clientGone) {
            sent.reset();
            return;
        }
        answering = true;
        response.setStatusCode(answer.statusCode());
        Headers.copy(answer.headers(), response.headers());
        CrossOriginHeaders.exposeWait(response.headers());
        if (PlainPage.isFor(answer.statusCode()) && PlainPage.isFor(request, uri)) {
            showInPlaceOf(answer);
        } else {
            passBody(answer);
        }
    }

    /** Nobody but a program reads what the service says. */
    private void showInPlaceOf(HttpClientResponse answer) {
        answer.body().onComplete(read -> {
            PlainPage.send(request, answer.statusCode());
            record(answer.statusCode());
        });
    }

    private void passBody(HttpClientResponse answer) {
        if (hasNoBody(answer.statusCode())) {
            response.end();
            record(answer.statusCode());
            return;
        }
        String length = answer.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isSmall(length)) {
            answer.body().onComplete(read -> {
                if (read.succeeded()) {
                    response.end(read.result());
                    record(answer.statusCode());
                } else {
                    cutOff();
                }
            });
            return;
        }
        // HTTP/1.0 knows no chunks: there the end of the connection ends the body
        response.setChunked(length == null && request.version() != HttpVersion.HTTP_1_0);
        answer.pipe().endOnFailure(false).to(response).onComplete(piped -> {
            if (piped.succeeded()) {
                record(answer.statusCode());
            } else {
                cutOff();
            }
        });
    }

    private boolean hasNoBody(int status) {
        return request.method() == HttpMethod.HEAD || status == 204 || status == 304;
    }

    private static boolean isSmall(String length) {
        return length.length() <= 6 && Integer.parseInt(length) <= BUFFERED_BYTES;
    }

    private void onFailure(Throwable cause) {
        if (cause instanceof TimeoutException) {
            refuse(GatewayAnswer.LATE);
        } else if (keptConnection && !repeated && !streams && !answering && !clientGone && mayRepeat()) {
            repeated = true;
            gate.tally().repeated();
            upstream = null;
            connect();
        } else {
            refuse(GatewayAnswer.UNAVAILABLE);
        }
    }

    /** Methods that do the same when done twice (RFC 9110, section 9.2.2). */
    private boolean mayRepeat() {
        return switch (request.method().name()) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE" -> true;
            default -> false;
        };
    }

    /** An answer that can't be completed must not look complete. */
    private void cutOff() {
        record(502);
        request.connection().close();
    }

    private void abandon() {
        clientGone = true;
        if (upstream != null) {
            upstream.reset();
        }
    }

    private void record(int status) {
        gate.tally().answered(gate.listener(), service, status, System.nanoTime() - startNanos);
    }
}
