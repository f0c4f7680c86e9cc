package io.ostiary.gateway.metrics;

import io.ostiary.gateway.proxy.ServiceAddresses;
import io.ostiary.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers {@code /admin/metrics/prometheus}: asks all services at once for their metrics, and gives
 * them in one text together with the gateway's own. A service that doesn't answer within two
 * seconds, or not with metrics, is named by {@code ostiary_service_up} 0. All who ask meanwhile
 * share one round. Belongs to one event loop.
 */
public final class SuiteMetrics {

    /** The path at the admin port, which also answers it without its first segment. */
    public static final String PATH = "/metrics/prometheus";

    private static final String SOURCE_PATH = "/q/metrics";

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** Of one service; more is no metrics of ours. */
    private static final int MOST_BYTES = 4 << 20;

    static final String GATEWAY = "gateway";

    private final Vertx vertx;

    private final HttpClient client;

    private final Map<Target, SocketAddress> services;

    private final Supplier<String> own;

    private Future<Buffer> round = Future.succeededFuture();

    /**
     * @param own the gateway's metrics in the text format; called on a worker thread
     */
    public SuiteMetrics(Vertx vertx, ServiceAddresses addresses, Supplier<String> own) {
        this.vertx = vertx;
        this.services = new EnumMap<>(addresses.management());
        this.own = own;
        this.client = vertx.createHttpClient(addresses.secure(new HttpClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setMaxPoolSize(2)
                .setMaxWaitQueueSize(8)
                .setKeepAliveTimeout(10)));
    }

    /** Answers GET and HEAD. */
    public void answer(HttpServerRequest request) {
        if (round.isComplete()) {
            round = collect();
        }
        round.onSuccess(text -> {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(text.length()));
            if (request.method() == HttpMethod.HEAD) {
                request.response().end();
            } else {
                request.response().end(text);
            }
        });
    }

    private Future<Buffer> collect() {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Integer> up = new TreeMap<>();
        Future<?> all = take(GATEWAY, vertx.executeBlocking(own::get, false), texts, up);
        for (var each : services.entrySet()) {
            String name = each.getKey().name().toLowerCase(Locale.ROOT);
            Future<?> taken = take(name, fetch(each.getValue()), texts, up);
            all = Future.all(all, taken);
        }
        return all.compose(taken -> vertx.executeBlocking(() -> merged(texts, up), false));
    }

    private static Future<?> take(
            String service, Future<String> metrics, Map<String, String> texts, Map<String, Integer> up) {
        return metrics.map(text -> {
                    texts.put(service, text);
                    up.put(service, 1);
                    return text;
                })
                .otherwise(failure -> {
                    up.put(service, 0);
                    return null;
                });
    }

    private static Buffer merged(Map<String, String> texts, Map<String, Integer> up) {
        Exposition exposition = new Exposition();
        exposition.addGauge("ostiary_service_up", "Whether the service gave its metrics to the gateway", up);
        texts.values().forEach(exposition::add);
        return Buffer.buffer(exposition.text());
    }

    private Future<String> fetch(SocketAddress address) {
        RequestOptions options = new RequestOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setURI(SOURCE_PATH)
                .setIdleTimeout(DEADLINE.toMillis())
                .putHeader(HttpHeaders.ACCEPT, "text/plain; version=0.0.4");
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(SuiteMetrics::body)
                .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<String> body(HttpClientResponse response) {
        Promise<String> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > MOST_BYTES) {
                response.request().reset();
                whole.tryFail("too much");
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> {
            if (response.statusCode() == 200) {
                whole.tryComplete(body.toString());
            } else {
                whole.tryFail("status " + response.statusCode());
            }
        });
        return whole.future();
    }
}
