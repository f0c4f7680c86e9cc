package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.CallTrust;
import io.ostiary.call.HttpCalls;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.trace.RequestTrace;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    private static final int LARGEST_ANSWER = 16 << 20;

    private final CallConfig config;
    private final ServiceTokens tokens;
    private final HttpCalls calls;

    HttpEffectTransport(Vertx vertx, CallConfig config, ServiceTokens tokens, CallTrust trust) {
        this.config = config;
        this.tokens = tokens;
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING_AT_MOST)
                .setKeepAliveTimeout(30)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        this.calls = new HttpCalls(vertx, trust.applyTo(options), LARGEST_ANSWER);
    }

    @Override
    public Uni<JsonNode> post(ServiceName service, String path, JsonNode body, Duration deadline) {
        return Uni.createFrom()
                .deferred(() -> calls.send(request(service, path), Buffer.buffer(body.toString()), deadline))
                .map(answer -> parse(answer, service, path));
    }

    private RequestOptions request(ServiceName service, String path) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url(service) + path)
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer " + tokens.issueFor(service));
        RequestTrace.headers().forEach(request::putHeader);
        return request;
    }

    private static @Nullable JsonNode parse(HttpCalls.Answer answer, ServiceName service, String path) {
        if (answer.status() / 100 != 2) {
            throw new EffectRefusedException(service, path, answer.status());
        }
        Buffer content = answer.body();
        if (content == null) {
            throw new IllegalStateException(service.wire() + path + " answered too much");
        }
        try {
            return content.length() == 0 ? null : Json.MAPPER.readTree(content.getBytes());
        } catch (IOException e) {
            throw new IllegalStateException(service.wire() + path + " did not answer with JSON", e);
        }
    }

    @PreDestroy
    void close() {
        calls.close();
    }
}
