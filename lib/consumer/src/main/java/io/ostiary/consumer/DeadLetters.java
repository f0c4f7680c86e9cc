package io.ostiary.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter topic of each topic, {@code <topic>.dead-letter}, shared by all groups and told
 * apart by a header. A parked event lies there with its key and value unchanged. A record of the
 * group without value under a key says that what lies before it is settled; so the topic itself is
 * the memory of which keys are held, over restarts and between instances.
 */
final class DeadLetters implements AutoCloseable {

    private static final String SUFFIX = ".dead-letter";
    private static final String GROUP = "ostiary-group";
    private static final String REASON = "ostiary-reason";
    private static final String ORIGIN = "ostiary-origin";
    private static final String HOLDS = "ostiary-holds-key";
    private static final long SEND_SECONDS = 30;

    private final Map<String, Object> connection;
    private final String group;
    private @Nullable KafkaProducer<String, byte[]> producer;

    DeadLetters(Map<String, Object> connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /**
     * Stores an event.
     *
     * @param reason why, without the event's content
     * @param holdsKey whether the later events of its key wait behind it
     */
    void park(ConsumerRecord<String, byte[]> event, String reason, boolean holdsKey) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(event.topic() + SUFFIX, event.key(), event.value());
        event.headers().forEach(letter.headers()::add);
        set(letter, REASON, reason);
        set(letter, ORIGIN, event.topic() + ":" + event.partition() + ":" + event.offset());
        set(letter, HOLDS, Boolean.toString(holdsKey));
        send(letter);
    }

    /** Notes that all parked events of the key are settled. */
    void settle(String topic, String key) {
        send(new ProducerRecord<>(topic + SUFFIX, key, null));
    }

    /** The keys of the topic that are held. */
    Set<String> heldKeys(String topic) {
        Map<String, Integer> open = new HashMap<>();
        read(topic, letter -> {
            if (letter.value() == null) {
                open.remove(letter.key());
            } else if (letter.key() != null && "true".equals(header(letter, HOLDS))) {
                open.merge(letter.key(), 1, Integer::sum);
            }
        });
        return open.keySet();
    }

    /** The unsettled events of one key in the order of their arrival, each once. */
    List<byte[]> parked(String topic, String key) {
        Map<String, byte[]> parked = new LinkedHashMap<>();
        read(topic, letter -> {
            if (!key.equals(letter.key())) {
                return;
            }
            if (letter.value() == null) {
                parked.clear();
            } else if ("true".equals(header(letter, HOLDS))) {
                // Parked twice when the offset was not committed in between.
                parked.putIfAbsent(header(letter, ORIGIN), letter.value());
            }
        });
        return new ArrayList<>(parked.values());
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (TopicReader reader = new TopicReader(connection)) {
            reader.readAll(topic + SUFFIX, letter -> {
                if (group.equals(header(letter, GROUP))) {
                    each.accept(letter);
                }
            });
        }
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        set(letter, GROUP, group);
        try {
            producer().send(letter).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new ConsumerException("the dead-letter topic cannot be written", e.getCause());
        } catch (TimeoutException e) {
            throw new ConsumerException("the dead-letter topic cannot be written in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConsumerException("interrupted while an event was parked", e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(connection);
            settings.put("enable.idempotence", true);
            settings.put("acks", "all");
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private static void set(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name);
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
