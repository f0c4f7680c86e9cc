package io.ostiary.ui.api;

import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.pages.api.ApiClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The public API, asked on behalf of a browser: its cookies go there, what the API sets comes back.
 * Nothing else of the browser's request is handed on but its address and name.
 */
public final class PublicApi {

    /** As long as a page may wait for the API. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int CONNECTIONS = 64;
    private static final int WAITING = 512;
    private static final int MOST_BYTES = 2 << 20;

    private final ApiClient client;

    /**
     * @param base address of the API as this process reaches it, without a slash at its end
     */
    public PublicApi(Vertx vertx, String base) {
        this.client =
                new ApiClient(vertx, base, new ApiClient.Bounds(DEADLINE, CONNECTIONS, WAITING, MOST_BYTES, false));
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
        Map<String, String> headers = new HashMap<>();
        if (!caller.cookies().isEmpty()) {
            headers.put("Cookie", caller.cookies());
        }
        if (!caller.address().isEmpty()) {
            headers.put("X-Forwarded-For", caller.address());
        }
        return client.send(method, path, headers, null);
    }
}
