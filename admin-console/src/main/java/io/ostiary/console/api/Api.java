package io.ostiary.console.api;

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
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One port of the suite's API. Nothing of an operator's request goes there but what a page asks for. */
public final class Api {

    private static final Logger LOG = Logger.getLogger(Api.class);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT_PAGE =
            Pattern.compile("[?&]page_token=([A-Za-z0-9._~%-]+)[^>]*>;\\s*rel=\"?next");
    private static final int CONNECT_MILLIS = 1_000;
    private static final int CONNECTIONS = 16;
    private static final int WAITING = 128;
    private static final int MOST_BYTES = 8 << 20;

    private final HttpClient client;
    private final String base;
    private final Duration deadline;

    /**
     * @param base address of the port as this process reaches it, without a slash at its end
     * @param deadline how long an answer may take
     */
    public Api(Vertx vertx, String base, Duration deadline) {
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

    /** A text as a part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks; never fails.
     *
     * @param path path with query, beginning with a slash
     */
    public Uni<ApiAnswer> get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    /** Deletes; never fails. */
    public Uni<ApiAnswer> delete(String path) {
        return send(HttpMethod.DELETE, path, null);
    }

    /** Posts; never fails. */
    public Uni<ApiAnswer> post(String path, JsonNode body) {
        return send(HttpMethod.POST, path, body);
    }

    /** Replaces; never fails. */
    public Uni<ApiAnswer> put(String path, JsonNode body) {
        return send(HttpMethod.PUT, path, body);
    }

    /** Changes a part; never fails. */
    public Uni<ApiAnswer> patch(String path, JsonNode body) {
        return send(HttpMethod.PATCH, path, body);
    }

    private Uni<ApiAnswer> send(HttpMethod method, String path, @Nullable JsonNode body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .putHeader("Accept", "application/json")
                .setTimeout(deadline.toMillis());
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        Buffer sent = Buffer.buffer(body == null ? "" : body.toString());
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> request.send(sent))
                        .compose(Api::answered)
                        .toCompletionStage())
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .recoverWithItem(e -> new ApiAnswer.Unreachable(cause(e)))
                .invoke(answer -> log(method, answer));
    }

    private static void log(HttpMethod method, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Unreachable unreachable) {
            LOG.warnf("the API, asked by %s: %s", method, unreachable.cause());
        }
    }

    private static Future<ApiAnswer> answered(HttpClientResponse response) {
        return response.body().map(body -> {
            int status = response.statusCode();
            if (body.length() > MOST_BYTES) {
                return new ApiAnswer.Unreachable("an answer of " + body.length() + " bytes");
            }
            if (status >= 502 && status <= 504) {
                return new ApiAnswer.Unreachable("status " + status);
            }
            try {
                return new ApiAnswer.Answered(status, json(response, body), nextPage(response));
            } catch (JsonProcessingException e) {
                return new ApiAnswer.Unreachable("an answer that is no JSON, status " + status);
            }
        });
    }

    private static JsonNode json(HttpClientResponse response, Buffer body) throws JsonProcessingException {
        if (body.length() == 0) {
            return MissingNode.getInstance();
        }
        String type = response.getHeader("Content-Type");
        return type != null && type.startsWith("text/plain")
                ? TextNode.valueOf(body.toString())
                : JSON.readTree(body.toString());
    }

    /** The token in {@code Link: <…?page_token=…>; rel="next"} (RFC 8288). */
    private static Optional<String> nextPage(HttpClientResponse response) {
        return response.headers().getAll("Link").stream()
                .flatMap(each -> Pattern.compile(",(?=<)").splitAsStream(each))
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
