package io.ostiary.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.pages.api.ApiClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One port of the suite's API. Nothing of an operator's request goes there but what a page asks for. */
public final class Api {

    private static final Logger LOG = Logger.getLogger(Api.class);

    /** As long as a page may wait for one answer. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final int CONNECTIONS = 16;
    private static final int WAITING = 128;
    private static final int MOST_BYTES = 8 << 20;

    private final ApiClient client;

    /**
     * @param base address of the port as this process reaches it, without a slash at its end
     */
    public Api(Vertx vertx, String base) {
        // Figures come as plain text.
        this.client =
                new ApiClient(vertx, base, new ApiClient.Bounds(DEADLINE, CONNECTIONS, WAITING, MOST_BYTES, true));
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
        return client.send(method, path, Map.of(), body).map(Api::heard).invoke(answer -> log(method, answer));
    }

    /** What a gateway says in place of the API is no answer of the API. */
    private static ApiAnswer heard(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Answered answered && answered.status() >= 502 && answered.status() <= 504
                ? new ApiAnswer.Unreachable("status " + answered.status())
                : answer;
    }

    private static void log(HttpMethod method, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Unreachable unreachable) {
            LOG.warnf("the API, asked by %s: %s", method, unreachable.cause());
        }
    }
}
