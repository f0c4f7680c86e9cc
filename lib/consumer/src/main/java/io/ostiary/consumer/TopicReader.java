package io.ostiary.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a stretch of a topic from start to end, outside of any group; what is written meanwhile is
 * left out.
 */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> kafka;

    TopicReader(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads all of the topic; nothing if it does not exist. */
    void readAll(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        List<TopicPartition> partitions = partitions(topic);
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        readTo(kafka.endOffsets(partitions), each);
    }

    /**
     * Reads the events stored from {@code from} on and before {@code to}, by the broker's times.
     */
    void readBetween(String topic, Instant from, Instant to, Consumer<ConsumerRecord<String, byte[]>> each) {
        List<TopicPartition> partitions = partitions(topic);
        kafka.assign(partitions);
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        Map<TopicPartition, Long> starts = offsets(partitions, from, ends);
        starts.forEach(kafka::seek);
        readTo(offsets(partitions, to, ends), each);
    }

    private Map<TopicPartition, Long> offsets(
            List<TopicPartition> partitions, Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = kafka.offsetsForTimes(times);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = found.get(partition);
            offsets.put(partition, offset == null ? end(ends, partition) : offset.offset());
        }
        return offsets;
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<String, byte[]>> each) {
        long progress = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
            boolean moved = false;
            for (ConsumerRecord<String, byte[]> event : kafka.poll(POLL)) {
                moved = true;
                if (event.offset() < end(ends, new TopicPartition(event.topic(), event.partition()))) {
                    each.accept(event);
                }
            }
            if (moved) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > STALLED.toNanos()) {
                throw new ConsumerException("the broker gives no more events");
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition), "the broker told no end of a partition");
    }

    private List<TopicPartition> partitions(String topic) {
        return kafka.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
