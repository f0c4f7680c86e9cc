package io.ostiary.pages.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks one port of the suite's API, within bounds; a request never fails, it comes to an {@link ApiAnswer}. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT_PAGE =
            Pattern.compile("[?&]page_token=([A-Za-z0-9._~%-]+)[^>]*>;\\s*rel=\"?next");
    private static final Pattern BETWEEN_LINKS = Pattern.compile(",(?=<)");
    private static final int CONNECT_MILLIS = 1_000;

    private final HttpClient client;
    private final Bounds bounds;
    private final String base;

    /**
     * What a client may use.
     *
     * @param deadline how long an answer may take
     * @param connections connections at a time
     * @param waiting requests that may wait for one
     * @param mostBytes bytes of an answer
     * @param texts whether an answer may be plain text
     */
    public record Bounds(Duration deadline, int connections, int waiting, int mostBytes, boolean texts) {}

    /**
     * @param base address of the port as this process reaches it, without a slash at its end
     */
    public ApiClient(Vertx vertx, String base, Bounds bounds) {
        this.base = base;
        this.bounds = bounds;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setMaxWaitQueueSize(bounds.waiting())
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(bounds.connections()));
    }

    /**
     * Sends a request.
     *
     * @param path path with query, beginning with a slash
     * @param headers headers besides those of every request
     * @param body what is sent as JSON; null sends nothing
     */
    public Uni<ApiAnswer> send(HttpMethod method, String path, Map<String, String> headers, @Nullable JsonNode body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .putHeader("Accept", "application/json")
                .setTimeout(bounds.deadline().toMillis());
        headers.forEach(options::putHeader);
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> sent(request, body))
                        .compose(this::answered)
                        .toCompletionStage())
                .ifNoItem()
                .after(bounds.deadline())
                .fail()
                .onFailure()
                .recoverWithItem(e -> new ApiAnswer.Unreachable(cause(e)));
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, @Nullable JsonNode body) {
        return body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body.toString()));
    }

    private Future<ApiAnswer> answered(HttpClientResponse response) {
        return response.body().map(body -> {
            if (body.length() > bounds.mostBytes()) {
                return new ApiAnswer.Unreachable("an answer of " + body.length() + " bytes");
            }
            try {
                return new ApiAnswer.Answered(
                        response.statusCode(),
                        read(response, body),
                        response.cookies(),
                        retryAfter(response),
                        nextPage(response));
            } catch (JsonProcessingException e) {
                return new ApiAnswer.Unreachable("an answer that is no JSON, status " + response.statusCode());
            }
        });
    }

    private JsonNode read(HttpClientResponse response, Buffer body) throws JsonProcessingException {
        if (body.length() == 0) {
            return MissingNode.getInstance();
        }
        String type = response.getHeader("Content-Type");
        return bounds.texts() && type != null && type.startsWith("text/plain")
                ? TextNode.valueOf(body.toString())
                : JSON.readTree(body.toString());
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
                .flatMap(BETWEEN_LINKS::splitAsStream)
                .map(NEXT_PAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static String cause(Throwable e) {
        return e instanceof TimeoutException
                ? "no answer in time"
                : e.getClass().getSimpleName();
    }
}
