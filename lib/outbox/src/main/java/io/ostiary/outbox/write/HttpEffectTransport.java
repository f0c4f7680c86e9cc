package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Effects over HTTP: a bounded pool of kept connections, a queue that is bounded too, and a
 * deadline on each call.
 */
@ApplicationScoped
@DefaultBean
public class HttpEffectTransport implements EffectTransport {

    private static final int CONNECTIONS = 8;
    private static final int WAITING_AT_MOST = 1_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final CallConfig config;
    private final ServiceTokens tokens;
    private final HttpClient client;

    HttpEffectTransport(Vertx vertx, CallConfig config, ServiceTokens tokens) {
        this.config = config;
        this.tokens = tokens;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING_AT_MOST)
                .setKeepAliveTimeout(30)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
    }

    @Override
    public Uni<JsonNode> post(ServiceName service, String path, JsonNode body, Duration deadline) {
        // The timer is Vert.x' own, so that the caller goes on on its event loop after a time-out,
        // too.
        return Uni.createFrom()
                .completionStage(() -> send(service, path, body, deadline)
                        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .toCompletionStage());
    }

    private Future<JsonNode> send(ServiceName service, String path, JsonNode body, Duration deadline) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url(service) + path)
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer " + tokens.issueFor(service))
                .setTimeout(deadline.toMillis());
        Buffer content = Buffer.buffer(body.toString());
        return client.request(options)
                .compose((HttpClientRequest request) -> request.send(content))
                .compose(response -> read(response, service, path));
    }

    private static Future<JsonNode> read(HttpClientResponse response, ServiceName service, String path) {
        return response.body().map(content -> parse(response.statusCode(), content, service, path));
    }

    private static JsonNode parse(int status, Buffer content, ServiceName service, String path) {
        if (status / 100 != 2) {
            throw new EffectRefusedException(service, path, status);
        }
        try {
            return content.length() == 0 ? null : Json.MAPPER.readTree(content.getBytes());
        } catch (IOException e) {
            throw new IllegalStateException(service.wire() + path + " did not answer with JSON", e);
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
