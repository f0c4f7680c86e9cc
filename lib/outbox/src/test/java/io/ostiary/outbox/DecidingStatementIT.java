package io.ostiary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.DecidingStatement;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.ostiary.testkit.server.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "sample"))
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(OwnAddress.class)
class DecidingStatementIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Stands while no note has the text. */
    private static final DecidingStatement NOTE = new DecidingStatement(
            "decided AS (INSERT INTO note (text, at) SELECT CAST($1 AS text), now()"
                    + " WHERE NOT EXISTS (SELECT 1 FROM note WHERE text = CAST($1 AS text)) RETURNING text)",
            1);

    KafkaBroker broker;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Test
    void keepsOrderOfEventsOfOneKeyUnderParallelWriters() throws Exception {
        // When
        List<Callable<Object>> work = IntStream.range(0, 8)
                .<Callable<Object>>mapToObj(writer -> () -> {
                    for (int round = 0; round < 25; round++) {
                        String note = "one-" + writer + "-" + round;
                        decide(note, event("one.events", "a"));
                        decide(note, event("one.events", "a"));
                        decide("many-" + note, event("one.events", "b"), event("one.events", "a"));
                    }
                    return writer;
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Object> each : threads.invokeAll(work)) {
                each.get();
            }
        }

        // Then
        List<JsonNode> events = Published.read(
                broker.bootstrapServers(),
                "one.events",
                LIMIT,
                found -> Published.sequences(found).values().stream()
                                .mapToInt(List::size)
                                .sum()
                        >= 600);
        assertThat(Published.sequences(events))
                .containsOnlyKeys("a", "b")
                .containsEntry("a", sequences(400))
                .containsEntry("b", sequences(200));
    }

    @Test
    void writesNothingWhenTheDecisionDoesNotStand() {
        // Given
        decide("taken");

        // When
        Outbox.Decided decided = decide("taken", event("vain.events", "k"), effect("in vain"));
        Outbox.Decided many = decide(
                "taken",
                Stream.concat(effects("in vain too", 10), Stream.of(event("vain.events", "k")))
                        .toArray(Consequence[]::new));

        // Then
        assertThat(decided).isNull();
        assertThat(many).isNull();
        assertThat(count("SELECT count(*) FROM outbox WHERE aggregateid IN ('k', 'in vain', 'in vain too')"
                        + " OR aggregatetype = 'vain.events'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM outbox_sequence WHERE stream = 'vain.events'"))
                .isZero();
    }

    @Test
    void givesItsRowAndTheEffectsInAnyNumber() {
        List<Integer> numbers = List.of(0, 1, 2, 8, 9);
        List<Outbox.Decided> all = new ArrayList<>();

        // When
        for (int number : numbers) {
            all.add(decide("effects " + number, effects("of " + number, number).toArray(Consequence[]::new)));
        }

        // Then
        assertThat(all)
                .extracting(each -> each.row().getString(0))
                .isEqualTo(numbers.stream().map(n -> "effects " + n).toList());
        assertThat(all).extracting(each -> each.effects().size()).isEqualTo(numbers);
    }

    private Outbox.@Nullable Decided decide(String note, Consequence... consequences) {
        return SampleService.await(
                () -> outbox.decide(pool, NOTE, List.of(note), Cause.of("attempt"), List.of(consequences)));
    }

    private static Stream<Consequence> effects(String key, int number) {
        return IntStream.range(0, number).mapToObj(i -> effect(key + "/" + i));
    }

    private static Effect effect(String key) {
        return new Effect(
                ServiceName.IDENTITY,
                "note.store",
                key,
                key.replaceAll("/.*", ""),
                Json.object().put("text", "effect " + key));
    }

    private static Event event(String topic, String key) {
        return new Event(topic, key, "sample.said", "urn:ostiary:event:sample.said:1", key, Json.object());
    }

    private static List<String> sequences(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "1:" + n).toList();
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(LIMIT).iterator().next().getLong(0);
    }
}
