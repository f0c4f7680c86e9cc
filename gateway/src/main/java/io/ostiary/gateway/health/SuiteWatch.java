package io.ostiary.gateway.health;

import io.ostiary.gateway.proxy.ServiceAddresses;
import io.ostiary.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks all services every five seconds how they are ({@code /q/health} of their management ports), and remembers since when
 * something is wrong. Safe for all threads.
 */
public final class SuiteWatch {

    private static final String PATH = "/q/health";

    private static final long PERIOD_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final String ANSWERS = "answers";

    private final Vertx vertx;

    private final HttpClient client;

    private final Map<Target, SocketAddress> services;

    private final Clock clock;

    private final Map<Target, List<Trouble>> troubles = new ConcurrentHashMap<>();

    /** Sees nothing until it is started. */
    public SuiteWatch(Vertx vertx, ServiceAddresses addresses, Clock clock) {
        this.vertx = vertx;
        this.services = new EnumMap<>(addresses.management());
        this.clock = clock;
        this.client = vertx.createHttpClient(addresses.secure(new HttpClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setMaxPoolSize(1)
                .setMaxWaitQueueSize(2)
                .setKeepAliveTimeout(10)));
    }

    /** Looks now and then on, until Vert.x ends. */
    public void start() {
        lookAtAll();
        vertx.setPeriodic(PERIOD_MILLIS, tick -> lookAtAll());
    }

    /** Looks once at each service; completes when all have been seen. */
    Future<Void> lookAtAll() {
        return Future.all(services.entrySet().stream()
                        .map(each -> look(each.getKey(), each.getValue()))
                        .toList())
                .mapEmpty();
    }

    /** What is wrong as far as it was seen, the oldest first. */
    List<Trouble> troubles() {
        return troubles.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Trouble::since).thenComparing(Trouble::part))
                .toList();
    }

    private Future<Void> look(Target service, SocketAddress address) {
        RequestOptions options = new RequestOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setURI(PATH);
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .map(body -> found(service, body))
                .otherwise(failure -> List.of(new Trouble(part(service), ANSWERS, clock.instant(), "does not answer")))
                .map(now -> {
                    troubles.put(service, remembered(troubles.getOrDefault(service, List.of()), now));
                    return null;
                });
    }

    private List<Trouble> found(Target service, Buffer body) {
        List<Trouble> found = new ArrayList<>();
        try {
            for (Object each : body.toJsonObject().getJsonArray("checks")) {
                if (each instanceof JsonObject check && "DOWN".equals(check.getString("status"))) {
                    JsonObject data = check.getJsonObject("data", new JsonObject());
                    found.add(new Trouble(
                            part(service),
                            check.getString("name"),
                            since(data.getString("since")),
                            data.getString("reason")));
                }
            }
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            // It answers, with something that says nothing.
        }
        return found;
    }

    private Instant since(@Nullable String told) {
        try {
            return told == null ? clock.instant() : Instant.parse(told);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    /** What was seen before began when it was seen first, or earlier where the process says so. */
    private static List<Trouble> remembered(List<Trouble> before, List<Trouble> now) {
        return now.stream()
                .map(each -> before.stream()
                        .filter(old ->
                                old.what().equals(each.what()) && old.since().isBefore(each.since()))
                        .findFirst()
                        .map(old -> new Trouble(each.part(), each.what(), old.since(), each.reason()))
                        .orElse(each))
                .toList();
    }

    private static String part(Target service) {
        return service.name().toLowerCase(Locale.ROOT) + "-service";
    }
}
