package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, dropping repeated ids as the promise allows. */
public final class Events implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, JsonNode> byId = new LinkedHashMap<>();

    public Events(String bootstrapServers, String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        // A group of its own, so that it begins at the beginning.
        settings.put("group.id", "suite-test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", "500");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
    }

    /**
     * Reads until that many types of events of a subject are there, or the time is over; gives the
     * types in order.
     */
    public List<String> typesOf(String subject, int wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (types(subject).size() < wanted && System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                JsonNode event = parse(each.value());
                byId.putIfAbsent(event.path("id").asText(), event);
            }
        }
        return types(subject);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<String> types(String subject) {
        return byId.values().stream()
                .filter(each -> each.path("subject").asText().equals(subject))
                .map(each -> each.path("type").asText())
                .toList();
    }

    private static JsonNode parse(byte[] value) {
        try {
            return Http.JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
