package io.ostiary.consumer;

import io.ostiary.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an {@link EventConsumer} needs. Bootstrap servers, group, topics and handler have no
 * default.
 */
public final class EventConsumerBuilder {

    private final Map<String, Object> connection = new HashMap<>();
    private @Nullable String group;
    private @Nullable List<String> topics;
    private @Nullable EventHandler handler;
    private ConsumerListener listener = ConsumerListener.LOGGING;
    private FailureRule rule = FailureRule.PARK;
    private int attempts = 3;
    private Duration pause = Duration.ofMillis(200);
    private int remembered = 10_000;
    private boolean fromBeginning = true;

    EventConsumerBuilder() {}

    /** Addresses of the broker as {@code host:port}, separated by commas. */
    public EventConsumerBuilder bootstrapServers(String servers) {
        return kafka("bootstrap.servers", servers);
    }

    /** Another setting of the Kafka clients' connection, such as {@code security.protocol}. */
    public EventConsumerBuilder kafka(String key, String value) {
        connection.put(key, value);
        return this;
    }

    /** Name of the group: its members share the partitions and their progress. */
    public EventConsumerBuilder group(String name) {
        this.group = name;
        return this;
    }

    /** The topics to read. */
    public EventConsumerBuilder topics(Topic... read) {
        return topics(Arrays.stream(read).map(Topic::topicName).toArray(String[]::new));
    }

    /** The topics to read, by name. */
    public EventConsumerBuilder topics(String... names) {
        this.topics = List.of(names);
        return this;
    }

    /** What reacts to events. */
    public EventConsumerBuilder handler(EventHandler reaction) {
        this.handler = reaction;
        return this;
    }

    /** Who is told of gaps, forks and parked events; the default logs. */
    public EventConsumerBuilder listener(ConsumerListener told) {
        this.listener = told;
        return this;
    }

    /** What happens after the last failed attempt; the default is {@link FailureRule#PARK}. */
    public EventConsumerBuilder onFailure(FailureRule chosen) {
        this.rule = chosen;
        return this;
    }

    /**
     * How often an event is tried, from 1 (default 3), with a pause that doubles from {@code first}
     * (default 200 ms) to 10 s.
     */
    public EventConsumerBuilder attempts(int count, Duration first) {
        if (count < 1) {
            throw new IllegalArgumentException("an event is tried at least once");
        }
        this.attempts = count;
        this.pause = first;
        return this;
    }

    /**
     * How many ids, and how many keys, are remembered per partition to drop repeats; default
     * 10,000.
     */
    public EventConsumerBuilder remember(int count) {
        this.remembered = count;
        return this;
    }

    /**
     * A group without progress begins with what comes from now on; the default is all that the
     * topics hold.
     */
    public EventConsumerBuilder fromNow() {
        this.fromBeginning = false;
        return this;
    }

    /** The consumer, not yet running. */
    public EventConsumer build() {
        Objects.requireNonNull(connection.get("bootstrap.servers"), "bootstrapServers is missing");
        Objects.requireNonNull(group, "group is missing");
        Objects.requireNonNull(topics, "topics is missing");
        Objects.requireNonNull(handler, "handler is missing");
        return new EventConsumer(new ConsumerSettings(
                Map.copyOf(connection),
                group,
                topics,
                handler,
                listener,
                rule,
                attempts,
                pause,
                remembered,
                fromBeginning));
    }
}
