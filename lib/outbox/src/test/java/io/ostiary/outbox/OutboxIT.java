package io.ostiary.outbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.ostiary.testkit.server.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "sample"))
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(OwnAddress.class)
class OutboxIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    KafkaBroker broker;

    @Inject
    SampleService service;

    @Inject
    EffectDelivery delivery;

    @Inject
    ServiceTokens tokens;

    @Inject
    MeterRegistry metrics;

    @Inject
    Pool pool;

    @Test
    void keepsOrderOfEventsOfOneKeyUnderParallelWriters() throws Exception {
        // Given
        int writers = 8;
        int rounds = 25;
        List<String> keys = List.of("a", "b", "c");

        // When
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            work.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    service.decideInVain(event("order.events", "b", "lost"));
                    // Two events of one key and one of another, in one transaction.
                    service.decide(
                            event("order.events", "a", "x"),
                            event("order.events", "b", "x"),
                            event("order.events", "a", "x"),
                            event("order.events", "c", "x"));
                    service.decide(event("order.events", "c", "x"));
                }
                return null;
            });
        }
        runAll(work);

        // Then
        int perKey = writers * rounds;
        List<JsonNode> events = published("order.events", 5 * perKey);
        assertThat(Published.sequences(events))
                .containsOnlyKeys(keys)
                .containsEntry("a", sequences(2 * perKey))
                .containsEntry("b", sequences(perKey))
                .containsEntry("c", sequences(2 * perKey));
    }

    @Test
    void losesNothingWhileBrokerIsAway() throws Exception {
        // Given
        service.decide(event("away.events", "k", "before"));
        published("away.events", 1);
        broker.stop();

        // When
        long start = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            service.decide(event("away.events", "k", "meanwhile"), event("away.events", "other", "meanwhile"));
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(6_000);
        Duration spent = relayCpuTime();
        Thread.sleep(5_000);
        spent = relayCpuTime().minus(spent);
        assertThat(gauge("ostiary.outbox.broker.up")).isZero();
        broker.start();

        // Then
        List<JsonNode> events = published("away.events", 61);
        assertThat(Published.sequences(events))
                .containsEntry("k", sequences(31))
                .containsEntry("other", sequences(30));
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        assertThat(spent).as("CPU time of the relay in 5 s without a broker").isLessThan(Duration.ofMillis(200));
        await().atMost(LIMIT).until(() -> gauge("ostiary.outbox.broker.up") == 1);
        await().atMost(LIMIT)
                .until(() ->
                        count("SELECT count(*) FROM outbox WHERE effect_key IS NULL AND aggregatetype = 'away.events'")
                                == 0);
    }

    @Test
    void envelopeIsCloudEvent() {
        // When
        service.decide(event("form.events", "k", "hello"));

        // Then
        JsonNode event = published("form.events", 1).getFirst();
        assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.get("source").textValue()).isEqualTo("ostiary/identity-service");
        assertThat(event.get("type").textValue()).isEqualTo("sample.said");
        assertThat(event.get("sequence").textValue()).isEqualTo("1:1");
        assertThat(event.get("causationid").textValue()).isEqualTo("attempt");
        assertThat(event.get("data").get("text").textValue()).isEqualTo("hello");
        assertThat(UUID.fromString(event.get("id").textValue()).version()).isEqualTo(7);
    }

    @Test
    void eventThatCannotBeSentHoldsUpItsKeyOnly() {
        // When
        service.decide(event("large.events", "held", "x".repeat(2 << 20)));
        service.decide(event("large.events", "held", "after"));
        service.decide(event("large.events", "free", "after"));

        // Then
        assertThat(Published.sequences(published("large.events", 1))).containsOnlyKeys("free");
        await().atMost(LIMIT).until(() -> gauge("ostiary.outbox.held.keys") == 1);
        assertThat(count("SELECT count(*) FROM outbox WHERE aggregateid = 'held'"))
                .isEqualTo(2);
        execute("DELETE FROM outbox WHERE aggregateid = 'held'");
    }

    @Test
    void relayGoesOnAfterItsConnectionIsCut() {
        // Given
        service.decide(event("cut.events", "k", "before"));
        published("cut.events", 1);

        // When
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'ostiary-outbox-relay'");
        service.decide(event("cut.events", "k", "after"));

        // Then
        assertThat(Published.sequences(published("cut.events", 2))).containsEntry("k", sequences(2));
    }

    @Test
    void secondDeliveryGetsResultOfFirst() throws Exception {
        // Given
        String body = effectBody("twice", "note.store", "stored twice");

        // When
        List<Callable<String>> calls = IntStream.range(0, 10)
                .<Callable<String>>mapToObj(i -> () -> post(body))
                .toList();
        Set<String> results = runAll(calls).stream().collect(Collectors.toSet());
        results.add(post(body));

        // Then
        assertThat(results).hasSize(1);
        assertThat(results.iterator().next()).contains("run");
        assertThat(count("SELECT count(*) FROM note WHERE text = 'stored twice'"))
                .isEqualTo(1);
    }

    @Test
    void unknownEffectIsRefused() {
        given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.IDENTITY))
                .contentType("application/json")
                .body(effectBody("odd", "note.burn", "x"))
                .post("/internal/effects")
                .then()
                .statusCode(404);
    }

    @Test
    void deliveredEffectLeavesTheOutbox() {
        // Given
        List<PendingEffect> effects = service.decide(effect("delivered", "by the request"));

        // When
        JsonNode result = SampleService.await(() -> delivery.deliver(effects.getFirst(), Duration.ofSeconds(5)));

        // Then
        assertThat(result.get("run").isTextual()).isTrue();
        await().atMost(Duration.ofMillis(900))
                .until(() -> count("SELECT count(*) FROM outbox WHERE effect_key = 'delivered'") == 0);
    }

    @Test
    void relayDeliversWhatTheRequestDidNot() {
        // When: the process "dies" between its commit and the delivery.
        service.decide(effect("left", "by the relay"));

        // Then
        await().atMost(LIMIT).until(() -> count("SELECT count(*) FROM note WHERE text = 'by the relay'") == 1);
        await().atMost(LIMIT).until(() -> count("SELECT count(*) FROM outbox WHERE effect_key = 'left'") == 0);
    }

    @Test
    void effectThatFailsIsTriedAgainAndHoldsUpNoOther() {
        // When
        service.decide(effect("failing", "poison"), effect("fine", "beside the poison"));

        // Then
        await().atMost(LIMIT).until(() -> count("SELECT count(*) FROM note WHERE text = 'beside the poison'") == 1);
        await().atMost(LIMIT).until(() -> count("SELECT max(attempts) FROM outbox WHERE effect_key = 'failing'") >= 2);
        execute("DELETE FROM outbox WHERE effect_key = 'failing'");
    }

    @Test
    void acknowledgedEffectIsNotRepeated() {
        // Given
        List<PendingEffect> effects = service.decide(effect("acknowledged", "never stored"));

        // When
        given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.IDENTITY))
                .contentType("application/json")
                .body(Map.of("ids", List.of(effects.getFirst().id())))
                .post("/internal/effects/acknowledgements")
                .then()
                .statusCode(204);

        // Then
        await().atMost(Duration.ofMillis(900))
                .until(() -> count("SELECT count(*) FROM outbox WHERE effect_key = 'acknowledged'") == 0);
        assertThat(count("SELECT count(*) FROM note WHERE text = 'never stored'"))
                .isZero();
    }

    private List<JsonNode> published(String topic, int count) {
        return Published.read(
                broker.bootstrapServers(),
                topic,
                LIMIT,
                events -> Published.sequences(events).values().stream()
                                .mapToInt(List::size)
                                .sum()
                        >= count);
    }

    private String post(String body) {
        return given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.IDENTITY))
                .contentType("application/json")
                .body(body)
                .post("/internal/effects")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String effectBody(String key, String type, String text) {
        return Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("key", key)
                .put("type", type)
                .set("payload", Json.object().put("text", text))
                .toString();
    }

    private static Event event(String topic, String key, String text) {
        return new Event(
                topic,
                key,
                "sample.said",
                "urn:ostiary:event:sample.said:1",
                key,
                Json.object().put("text", text));
    }

    private static Effect effect(String key, String text) {
        return new Effect(
                ServiceName.IDENTITY, "note.store", key, key, Json.object().put("text", text));
    }

    private static List<String> sequences(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "1:" + n).toList();
    }

    private static <T> List<T> runAll(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
        }
        return results;
    }

    private static Duration relayCpuTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().matches("outbox-.*|kafka-producer.*"))
                .map(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.getThreadId())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(LIMIT).iterator().next().getLong(0);
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }
}
