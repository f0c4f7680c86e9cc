package io.ostiary.contract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.quarkus.vertx.mdc.provider.LateBoundMDCProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestTraceTest {

    private static final String ID = "8a3c1c1e-1b9e-4c66-9d5e-3f1f0c5a7a10";

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void logAsQuarkusDoes() {
        LateBoundMDCProvider.setMDCProviderDelegate(VertxMDC.INSTANCE);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void notesIdsAndNothingElse() {
        assertThat(traced("/self-service/login?flow=" + ID, Map.of("X-Request-Id", "abc-1")))
                .isEqualTo(Map.of("request", "abc-1", "flow", ID));
        assertThat(traced("/self-service/login/flows?id=" + ID, Map.of())).isEqualTo(Map.of("flow", ID));
        assertThat(traced("/internal/identities/" + ID + "/traits", Map.of("Ostiary-Flow", ID)))
                .isEqualTo(Map.of("flow", ID, "identity", ID));
        assertThat(traced("/admin/identities/" + ID, Map.of())).isEqualTo(Map.of("identity", ID));
        assertThat(traced("/self-service/login?flow=ory_st_secret", Map.of("X-Request-Id", "two words")))
                .isEqualTo(Map.of());
        assertThat(traced("/sessions/whoami?flow=" + ID, Map.of())).isEqualTo(Map.of());
    }

    @Test
    void handsRequestAndFlowOn() {
        MDC.clear();
        assertThat(RequestTrace.headers()).isEmpty();
        MDC.put("request", "abc-1");
        RequestTrace.flow(UUID.fromString(ID));
        RequestTrace.identity(UUID.fromString(ID));

        assertThat(RequestTrace.headers()).isEqualTo(Map.of("X-Request-Id", "abc-1", "Ostiary-Flow", ID));
        MDC.clear();
    }

    /** What a real request leaves in the context of the thread that serves it. */
    private Map<String, Object> traced(String uri, Map<String, String> headers) {
        CompletableFuture<Map<String, Object>> noted = new CompletableFuture<>();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    MDC.clear();
                    RequestTrace.begin(request, request.path());
                    noted.complete(Map.copyOf(MDC.getMap()));
                    MDC.clear();
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", uri)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send();
                })
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return noted.join();
    }
}
