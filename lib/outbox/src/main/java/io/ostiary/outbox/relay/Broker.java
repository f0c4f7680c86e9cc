package io.ostiary.outbox.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The producer, and what is known of the broker. While the broker is away there is no producer at
 * all: only a connection attempt now and then, so that its absence costs nothing. Used by the
 * publishing thread alone, but for the state.
 */
final class Broker {

    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII);

    private final String servers;
    private final Map<String, String> security;
    private final Duration sendDeadline;
    private final long longestPauseMillis;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private long pauseMillis;
    private long retryAtNanos;
    private volatile @Nullable Instant downSince;

    Broker(KafkaConfig kafka, RelayConfig relay) {
        this(kafka, Map.of(), relay);
    }

    /**
     * @param security settings of the connection, see {@link KafkaSecurity#settings}
     */
    Broker(KafkaConfig kafka, Map<String, String> security, RelayConfig relay) {
        this.security = security;
        this.servers = kafka.servers();
        this.sendDeadline = relay.sendDeadline();
        this.longestPauseMillis = relay.brokerPause().toMillis();
    }

    /** Since when the broker is known to be away; empty while it is there. */
    Optional<Instant> downSince() {
        return Optional.ofNullable(downSince);
    }

    /**
     * Whether sending is worth a try now. After a failure one try is allowed when the pause is
     * over.
     */
    boolean ready() {
        if (downSince == null) {
            return true;
        }
        if (System.nanoTime() - retryAtNanos < 0) {
            return false;
        }
        if (!reachable()) {
            pauseLonger();
            return false;
        }
        return true;
    }

    /**
     * Sends one event.
     *
     * @throws RuntimeException if it is refused before it leaves, or the broker's metadata cannot
     *     be had in time
     */
    Future<RecordMetadata> send(String topic, String key, String payload) {
        if (producer == null) {
            producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
        }
        byte[] value = payload.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, key, value);
        event.headers().add("content-type", CONTENT_TYPE);
        return producer.send(event);
    }

    /** Notes that the broker confirmed an event. */
    void confirmed() {
        if (downSince != null) {
            LOG.infof("Kafka at %s is back; events are published again", servers);
            downSince = null;
            pauseMillis = 0;
        }
    }

    /** Gives the producer up, with all that it has not sent, and lets the broker rest. */
    void failed(Throwable failure) {
        close();
        if (downSince == null) {
            downSince = Instant.now();
            LOG.warnf("Kafka at %s does not take events; they wait in the outbox: %s", servers, failure);
        }
        pauseLonger();
    }

    void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private void pauseLonger() {
        pauseMillis = Math.min(longestPauseMillis, Math.max(500, pauseMillis * 2));
        retryAtNanos = System.nanoTime() + Duration.ofMillis(pauseMillis).toNanos();
    }

    private boolean reachable() {
        for (String server : servers.split(",")) {
            int colon = server.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                server.substring(0, colon).strip(),
                                Integer.parseInt(server.substring(colon + 1).strip())),
                        CONNECT_MILLIS);
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.tracef("%s cannot be reached: %s", server, e);
            }
        }
        return false;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(security);
        settings.put("bootstrap.servers", servers);
        settings.put("client.id", "ostiary-outbox");
        settings.put("enable.idempotence", true);
        settings.put("acks", "all");
        settings.put("delivery.timeout.ms", (int) sendDeadline.toMillis());
        settings.put("request.timeout.ms", (int) sendDeadline.toMillis() / 2);
        settings.put("max.block.ms", sendDeadline.toMillis() / 2);
        settings.put("linger.ms", 0);
        settings.put("buffer.memory", 4L << 20);
        settings.put("max.request.size", 1 << 20);
        settings.put("reconnect.backoff.ms", 100);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
