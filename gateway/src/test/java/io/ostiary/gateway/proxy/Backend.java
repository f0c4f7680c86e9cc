package io.ostiary.gateway.proxy;

import io.ostiary.testkit.server.FreePorts;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service for tests: answers with its name, and as a test says for single paths. */
final class Backend implements AutoCloseable {

    /**
     * A request as it arrived.
     *
     * @param method such as GET
     * @param uri path and query
     * @param headers by name in lower case
     */
    record Received(String method, String uri, Map<String, String> headers) {}

    final Queue<Received> received = new ConcurrentLinkedQueue<>();

    private final Map<String, Handler<HttpServerRequest>> handlers = new ConcurrentHashMap<>();

    private final String name;

    private final Vertx vertx;

    private final int port;

    private final HttpServerOptions options;

    private HttpServer server;

    Backend(Vertx vertx, String name, HttpServerOptions options) {
        this.options = options;
        this.vertx = vertx;
        this.name = name;
        this.port = FreePorts.next();
        start();
    }

    int port() {
        return port;
    }

    void on(String path, Handler<HttpServerRequest> handler) {
        handlers.put(path, handler);
    }

    void start() {
        server = Waiting.on(
                vertx.createHttpServer(options).requestHandler(this::handle).listen(port, "127.0.0.1"));
    }

    @Override
    public void close() {
        Waiting.on(server.close());
    }

    private void handle(HttpServerRequest request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach((key, value) -> headers.put(key.toLowerCase(), value));
        received.add(new Received(request.method().name(), request.uri(), headers));
        handlers.getOrDefault(
                        request.path(),
                        other -> other.response()
                                .putHeader("Ostiary-Secret", "x")
                                .end(name))
                .handle(request);
    }
}
