package io.ostiary.flow.hook.webhook;

import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.outbound.OutboundBounds;
import io.ostiary.outbound.OutboundClient;
import io.ostiary.outbound.OutboundRules;
import io.ostiary.outbound.Outcome;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * Calls the receivers of hooks. No redirect is followed, an answer has a megabyte at most, and private addresses are
 * refused where {@code clients.http} says so.
 */
@Singleton
class CallWebHook {

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int CONNECTIONS = 32;
    private static final int CALLS = 512;
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final OutboundClient client;
    private final Signatures signatures;
    private final Duration deadline;
    private final Clock clock;

    CallWebHook(Vertx vertx, Configuration configuration, Signatures signatures, Clock clock) {
        this.deadline = configuration.duration("ostiary.webhooks.deadline");
        this.client = new OutboundClient(
                vertx,
                OutboundRules.of(configuration),
                new OutboundBounds(deadline, LARGEST_ANSWER, CONNECTIONS, CALLS));
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * Calls a receiver while somebody waits: once more, and once again, where there is no answer or one of a server in
     * trouble; all of it within {@code ostiary.webhooks.deadline}.
     *
     * @return on any thread; never fails
     */
    Uni<Outcome> patiently(WebHookConfig hook, Buffer body) {
        UUID id = Ids.random();
        return tries(hook, body, id, 1).ifNoItem().after(deadline).recoverWithItem(CallWebHook::tooSlow);
    }

    private static Outcome tooSlow() {
        return new Outcome.Failed(new TimeoutException());
    }

    private Uni<Outcome> tries(WebHookConfig hook, Buffer body, UUID id, int number) {
        return once(hook, body, id)
                .chain(outcome -> number < TRIES && isWorthAnotherTry(outcome)
                        ? pause(number).chain(() -> tries(hook, body, id, number + 1))
                        : Uni.createFrom().item(outcome));
    }

    private static Uni<Void> pause(int number) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE.multipliedBy(number));
    }

    private static boolean isWorthAnotherTry(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.status() == 429 || isInTrouble(answered.status());
            case Outcome.TooLong tooLong -> isInTrouble(tooLong.status());
            case Outcome.Failed failed -> true;
            case Outcome.Forbidden forbidden -> false;
            case Outcome.Busy busy -> false;
        };
    }

    /** Whether a status says that a server is in trouble, which may pass. */
    static boolean isInTrouble(int status) {
        return status >= 500 && status != 501;
    }

    /**
     * Calls a receiver once.
     *
     * @param id of what it is told; the same each time it is told that
     * @return on any thread; never fails
     */
    Uni<Outcome> once(WebHookConfig hook, Buffer body, UUID id) {
        return Uni.createFrom()
                .deferred(() -> client.send(hook.url(), request(hook, body, id.toString()), body))
                .onFailure()
                .recoverWithItem(Outcome.Failed::new);
    }

    private RequestOptions request(WebHookConfig hook, Buffer body, String id) {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.valueOf(hook.method()));
        request.putHeader("Content-Type", hook.contentType());
        hook.headers().forEach(request::putHeader);
        prove(hook, request);
        long now = clock.instant().getEpochSecond();
        request.putHeader("Ory-Webhook-Trigger-ID", id);
        request.putHeader("Ory-Webhook-Request-ID", Ids.random().toString());
        request.putHeader("webhook-id", id);
        request.putHeader("webhook-timestamp", Long.toString(now));
        signatures.of(id, now, body).ifPresent(signature -> request.putHeader("webhook-signature", signature));
        return request;
    }

    private static void prove(WebHookConfig hook, RequestOptions request) {
        var config = hook.auth().path("config");
        switch (hook.auth().path("type").asText()) {
            case "basic_auth" -> {
                String both = config.path("user").asText() + ":"
                        + config.path("password").asText();
                request.putHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
            }
            case "api_key" -> {
                String name = config.path("name").asText();
                String value = config.path("value").asText();
                if (config.path("in").asText().equals("cookie")) {
                    request.putHeader("Cookie", name + "=" + value);
                } else {
                    request.putHeader(name, value);
                }
            }
            default -> {
                // It proves itself by nothing but what its headers hold.
            }
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
