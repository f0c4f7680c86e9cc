package io.ostiary.consumer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * What this member knows of its partitions: events seen, keys held. A partition that is given away
 * is forgotten, because another member goes on with it; when one arrives, its held keys are read
 * from the dead-letter topic.
 */
final class Progress implements ConsumerRebalanceListener {

    private static final int HELD_AT_MOST = 10_000;

    private final ConsumerSettings settings;
    private final DeadLetters deadLetters;
    private final Map<TopicPartition, SeenEvents> seen = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();

    Progress(ConsumerSettings settings, DeadLetters deadLetters) {
        this.settings = settings;
        this.deadLetters = deadLetters;
    }

    SeenEvents of(TopicPartition partition) {
        return seen.computeIfAbsent(partition, p -> new SeenEvents(settings.remembered()));
    }

    boolean holds(String topic, String key) {
        return held.getOrDefault(topic, Set.of()).contains(key);
    }

    /**
     * Holds a key.
     *
     * @throws ConsumerException if too many are held: then it is the handler that fails, not some
     *     events
     */
    void hold(String topic, String key) {
        Set<String> keys = held.computeIfAbsent(topic, t -> new HashSet<>());
        keys.add(key);
        if (keys.size() > HELD_AT_MOST) {
            throw new ConsumerException(
                    "more than " + HELD_AT_MOST + " keys of " + topic + " are held; the consumer ends");
        }
    }

    void let(String topic, String key) {
        held.getOrDefault(topic, new HashSet<>()).remove(key);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        topics.forEach(topic -> held.put(topic, new HashSet<>(deadLetters.heldKeys(topic))));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(seen::remove);
    }
}
