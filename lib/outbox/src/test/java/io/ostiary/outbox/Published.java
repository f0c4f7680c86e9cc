package io.ostiary.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what lies in a topic from its beginning. */
public final class Published {

    private Published() {}

    /** Reads until {@code enough} holds for all events so far, or fails after {@code limit}. */
    public static List<JsonNode> read(String servers, String topic, Duration limit, Predicate<List<JsonNode>> enough) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
        List<JsonNode> events = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            while (partitions.isEmpty() && System.nanoTime() < end) {
                partitions = partitions(consumer, topic);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(events)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("only " + events.size() + " events in " + topic);
                }
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    events.add(Json.read(each.value(), JsonNode.class));
                }
            }
        }
        return events;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Events without repeats of an id, by key, as their sequences. */
    public static Map<String, List<String>> sequences(List<JsonNode> events) {
        Map<String, JsonNode> once = new LinkedHashMap<>();
        events.forEach(event -> once.putIfAbsent(event.get("id").textValue(), event));
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        once.values()
                .forEach(
                        event -> byKey.computeIfAbsent(event.get("partitionkey").textValue(), k -> new ArrayList<>())
                                .add(event.get("sequence").textValue()));
        return byKey;
    }
}
