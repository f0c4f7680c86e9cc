package io.ostiary.ui.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public API, asked on behalf of a browser: its cookies go there, what the API sets comes back.
 * Nothing else of the browser's request is handed on but its address and name.
 */
public final class PublicApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT_PAGE =
            Pattern.compile("[?&]page_token=([A-Za-z0-9._~%-]+)[^>]*>;\\s*rel=\"?next");
    private static final int CONNECT_MILLIS = 1_000;
    private static final int CONNECTIONS = 64;
    private static final int WAITING = 512;
    private static final int MOST_BYTES = 2 << 20;

    private final HttpClient client;
    private final String base;
    private final Duration deadline;

    /**
     * @param base address of the API as this process reaches it, without a slash at its end
     * @param deadline how long an answer may take
     */
    public PublicApi(Vertx vertx, String base, Duration deadline) {
        this.base = base;
        this.deadline = deadline;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setMaxWaitQueueSize(WAITING)
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /**
     * What of a browser's request goes along.
     *
     * @param cookies its header {@code Cookie}; empty without cookies
     * @param address its address
     */
    public record Caller(String cookies, String address) {}

    /**
     * Asks; never fails.
     *
     * @param path path with query, beginning with a slash
     */
    public Uni<ApiAnswer> get(String path, Caller caller) {
        return send(HttpMethod.GET, path, caller);
    }

    /** Deletes; never fails. */
    public Uni<ApiAnswer> delete(String path, Caller caller) {
        return send(HttpMethod.DELETE, path, caller);
    }

    private Uni<ApiAnswer> send(HttpMethod method, String path, Caller caller) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .setTimeout(deadline.toMillis());
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> sent(request, caller))
                        .compose(PublicApi::answered)
                        .toCompletionStage())
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .recoverWithItem(e -> new ApiAnswer.Unreachable(reason(e)));
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, Caller caller) {
        request.putHeader("Accept", "application/json");
        if (!caller.cookies().isEmpty()) {
            request.putHeader("Cookie", caller.cookies());
        }
        if (!caller.address().isEmpty()) {
            request.putHeader("X-Forwarded-For", caller.address());
        }
        return request.send();
    }

    private static Future<ApiAnswer> answered(HttpClientResponse response) {
        return response.body().map(body -> {
            if (body.length() > MOST_BYTES) {
                return new ApiAnswer.Unreachable("an answer of " + body.length() + " bytes");
            }
            try {
                return new ApiAnswer.Answered(
                        response.statusCode(),
                        json(body),
                        response.cookies(),
                        retryAfter(response),
                        nextPage(response));
            } catch (JsonProcessingException e) {
                return new ApiAnswer.Unreachable("an answer that is no JSON, status " + response.statusCode());
            }
        });
    }

    private static JsonNode json(Buffer body) throws JsonProcessingException {
        return body.length() == 0 ? MissingNode.getInstance() : JSON.readTree(body.toString());
    }

    private static Optional<Integer> retryAfter(HttpClientResponse response) {
        String header = response.getHeader("Retry-After");
        return header != null && header.matches("[0-9]{1,6}")
                ? Optional.of(Integer.parseInt(header))
                : Optional.empty();
    }

    /** The token in {@code Link: <…?page_token=…>; rel="next"} (RFC 8288). */
    private static Optional<String> nextPage(HttpClientResponse response) {
        return response.headers().getAll("Link").stream()
                .map(NEXT_PAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static String reason(Throwable e) {
        return e instanceof TimeoutException
                ? "no answer in time"
                : e.getClass().getSimpleName();
    }
}
