package io.ostiary.gateway.health;

import io.ostiary.gateway.proxy.ServiceAddresses;
import io.ostiary.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /health/ready} of a port: ready when each service it routes to is. An answer is
 * kept for a quarter of a second, and all who ask meanwhile share one probe. Belongs to one event
 * loop.
 */
public final class Readiness {

    /** The path at both ports; the admin port answers it below {@code /admin} too. */
    public static final String PATH = "/health/ready";

    private static final String PROBE_PATH = "/q/health/ready";

    private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

    private static final int PROBE_MILLIS = 1_000;

    private final HttpClient client;

    private final Map<Target, SocketAddress> services = new EnumMap<>(Target.class);

    private @Nullable Future<List<Target>> latest;

    private long latestNanos;

    /**
     * @param asked the services that the port routes to
     */
    public Readiness(Vertx vertx, ServiceAddresses addresses, Set<Target> asked) {
        asked.forEach(each -> services.put(each, addresses.management().get(each)));
        client = vertx.createHttpClient(addresses.secure(new HttpClientOptions()
                .setConnectTimeout(PROBE_MILLIS)
                .setMaxPoolSize(2)
                .setMaxWaitQueueSize(8)
                .setKeepAliveTimeout(10)));
    }

    /** Answers GET and HEAD. */
    public void answer(HttpServerRequest request) {
        notReady().onSuccess(services -> send(request, services));
    }

    private Future<List<Target>> notReady() {
        long now = System.nanoTime();
        Future<List<Target>> known = latest;
        if (known != null && (!known.isComplete() || now - latestNanos < KEPT_NANOS)) {
            return known;
        }
        latestNanos = now;
        Future<List<Target>> begun = probeAll();
        latest = begun;
        return begun;
    }

    private Future<List<Target>> probeAll() {
        List<Target> missing = new ArrayList<>();
        List<Future<?>> probes = new ArrayList<>();
        services.forEach((service, address) ->
                probes.add(probe(address).otherwise(false).onSuccess(ready -> {
                    if (!ready) {
                        missing.add(service);
                    }
                })));
        return Future.all(probes).map(missing);
    }

    private Future<Boolean> probe(SocketAddress address) {
        RequestOptions options = new RequestOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setURI(PROBE_PATH)
                .setTimeout(PROBE_MILLIS);
        return client.request(options).compose(request -> request.send()).compose(this::isReady);
    }

    private Future<Boolean> isReady(HttpClientResponse response) {
        return response.end().map(end -> response.statusCode() == 200);
    }

    private static void send(HttpServerRequest request, List<Target> missing) {
        HttpServerResponse response = request.response();
        String body = missing.isEmpty() ? "{\"status\":\"ok\"}" : errors(missing);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache, no-store, must-revalidate");
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (!missing.isEmpty()) {
            response.setStatusCode(503).putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static String errors(List<Target> missing) {
        return missing.stream()
                .map(each ->
                        "\"%s-service\":\"not ready\"".formatted(each.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(",", "{\"errors\":{", "}}"));
    }
}
