package io.ostiary.gateway.proxy;

import io.ostiary.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The connections of one event loop to the services. */
final class Upstreams {

    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final int LARGEST_ANSWER_HEADERS_BYTES = 64 * 1024;

    private final HttpClient client;

    private final SocketAddress[] addresses;

    private final GatewaySettings settings;

    /** Connections that never gave an answer; on these a cut is the service's doing, not age's. */
    private final Set<HttpConnection> untried = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<HttpConnection, Long> openedNanos = new IdentityHashMap<>();

    Upstreams(Vertx vertx, GatewaySettings settings, ServiceAddresses services) {
        this.settings = settings;
        this.addresses = new SocketAddress[Target.values().length];
        services.application().forEach((service, address) -> addresses[service.ordinal()] = address);
        this.client = vertx.httpClientBuilder()
                .with(services.secure(clientOptions(settings)))
                .with(new PoolOptions().setHttp1MaxSize(settings.services().connections()))
                .withConnectHandler(this::onConnect)
                .build();
    }

    private static HttpClientOptions clientOptions(GatewaySettings settings) {
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxWaitQueueSize(settings.services().queue())
                .setMaxHeaderSize(LARGEST_ANSWER_HEADERS_BYTES)
                .setConnectTimeout((int) GatewaySettings.CONNECT_TIMEOUT.toMillis())
                .setTcpNoDelay(true);
    }

    /**
     * A request to a service, once a connection is free.
     *
     * @param uri path and query as they came
     */
    Future<HttpClientRequest> request(Target service, HttpMethod method, String uri) {
        return client.request(new RequestOptions()
                .setServer(addresses[service.ordinal()])
                .setHost(addresses[service.ordinal()].host())
                .setPort(addresses[service.ordinal()].port())
                .setMethod(method)
                .setURI(uri)
                .setConnectTimeout(GatewaySettings.QUEUE_TIMEOUT.toMillis())
                .setIdleTimeout(settings.services().answerTimeout().toMillis()));
    }

    /** Notes that a connection answered. */
    void answered(HttpConnection connection) {
        if (!untried.isEmpty()) {
            untried.remove(connection);
        }
    }

    /** Whether a connection has answered before. */
    boolean isKept(HttpConnection connection) {
        return !untried.contains(connection);
    }

    /** Whether a connection has been used for long enough, and this request is its last. */
    boolean isOld(HttpConnection connection) {
        Long opened = openedNanos.get(connection);
        return opened != null
                && System.nanoTime() - opened
                        > settings.services().connectionAge().toNanos();
    }

    private void onConnect(HttpConnection connection) {
        untried.add(connection);
        openedNanos.put(connection, System.nanoTime());
        connection.closeHandler(closed -> {
            untried.remove(connection);
            openedNanos.remove(connection);
        });
    }
}
