package io.ostiary.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Sequence;
import io.ostiary.testkit.server.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventConsumerIT {

    private static final String A = "00000000-0000-4000-8000-00000000000a";
    private static final String B = "00000000-0000-4000-8000-00000000000b";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static KafkaBroker broker;
    private static KafkaProducer<String, String> producer;

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<String> noticed = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = new KafkaBroker().start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void chooseTopic() {
        topic = "t" + UUID.randomUUID();
    }

    @Test
    void dropsRepeatsAndReportsGapsAndForks() throws Exception {
        // Given
        String first = event(A, "1:1");
        send(A, first);
        send(A, event(A, "1:2"));
        send(A, first);
        send(A, event(A, "1:5"));
        send(A, event(A, "2:1"));
        send(A, event(A, "2:1"));
        send(A, event(A, "1:6"));

        // When
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            awaitHandled(A + " 1:1", A + " 1:2", A + " 1:5", A + " 2:1", A + " 2:1", A + " 1:6");
        }

        // Then
        assertThat(noticed).containsExactly("repeat 1:1", "gap 1:2 1:5", "fork 2:1 2:1", "fork 2:1 1:6");
    }

    @Test
    void parksFailedEventWithItsKeyUntilReleased() throws Exception {
        // Given
        failing.add(A + " 1:1");
        send(A, event(A, "1:1"));
        send(A, event(A, "1:2"));
        send(B, event(B, "1:1"));
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            awaitHandled(B + " 1:1");
            await().atMost(LIMIT).until(() -> noticed.size() == 4);
            assertThat(noticed).containsSubsequence("retried 1", "retried 2", "parked", "parked");
        }

        // When: another process goes on, and the cause is mended.
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            send(A, event(A, "1:3"));
            await().atMost(LIMIT).until(() -> noticed.size() == 5);
            assertThatThrownBy(() -> consumer.release(topic, A).get(30, TimeUnit.SECONDS))
                    .hasRootCauseMessage("refused by the test");
            failing.clear();
            assertThat(consumer.release(topic, A).get(30, TimeUnit.SECONDS)).isEqualTo(3);
            send(A, event(A, "1:4"));

            // Then
            awaitHandled(B + " 1:1", A + " 1:1", A + " 1:2", A + " 1:3", A + " 1:4");
        }
        handled.clear();
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            send(A, event(A, "1:5"));
            awaitHandled(A + " 1:5");
        }
    }

    @Test
    void skippedKeyGoesOnWithoutItsParkedEvents() throws Exception {
        failing.add(A + " 1:1");
        send(A, event(A, "1:1"));
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            await().atMost(LIMIT).until(() -> noticed.contains("parked"));
            consumer.skip(topic, A).get(30, TimeUnit.SECONDS);
            send(A, event(A, "1:2"));
            awaitHandled(A + " 1:2");
        }
    }

    @Test
    void skipRuleLeavesOutTheFailedEventOnly() throws Exception {
        failing.add(A + " 1:1");
        send(A, event(A, "1:1"));
        send(A, event(A, "1:2"));
        try (EventConsumer consumer = consumer(FailureRule.SKIP).start()) {
            awaitHandled(A + " 1:2");
        }
        assertThat(noticed).contains("parked");
    }

    @Test
    void waitRuleTriesUntilItSucceeds() throws Exception {
        failing.add(A + " 1:1");
        send(A, event(A, "1:1"));
        send(A, event(A, "1:2"));
        try (EventConsumer consumer = consumer(FailureRule.WAIT).start()) {
            await().atMost(LIMIT).until(() -> noticed.size() >= 4);
            assertThat(handled).isEmpty();
            failing.clear();
            awaitHandled(A + " 1:1", A + " 1:2");
        }
    }

    @Test
    void skipsUnknownTypesAndParksWhatIsNoEvent() throws Exception {
        send(A, event(A, "1:1").replace("identity.deleted", "identity.teleported"));
        send(A, "no event");
        send(A, event(A, "1:2"));
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            awaitHandled(A + " 1:2");
        }
        assertThat(noticed).containsExactly("unrecognised", "parked");
    }

    @Test
    void restartGoesOnWhereItStopped() throws Exception {
        send(A, event(A, "1:1"));
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            awaitHandled(A + " 1:1");
        }
        send(A, event(A, "1:2"));
        try (EventConsumer consumer = consumer(FailureRule.PARK).start()) {
            awaitHandled(A + " 1:1", A + " 1:2");
        }
    }

    @Test
    void replaysRangeOnce() throws Exception {
        // Given
        send(A, event(A, "1:1"));
        Thread.sleep(20);
        Instant from = Instant.now();
        String second = event(A, "1:2");
        send(A, second);
        send(A, second);
        Thread.sleep(20);
        Instant to = Instant.now();
        Thread.sleep(20);
        send(A, event(A, "1:3"));

        // When
        try (EventConsumer consumer = consumer(FailureRule.PARK)) {
            assertThat(consumer.replay(topic, from, to)).isEqualTo(1);
        }

        // Then
        assertThat(handled).containsExactly(A + " 1:2");
    }

    private EventConsumer consumer(FailureRule rule) {
        return EventConsumer.builder()
                .bootstrapServers(broker.bootstrapServers())
                .group("group-of-" + topic)
                .topics(topic)
                .attempts(3, Duration.ofMillis(10))
                .onFailure(rule)
                .listener(new Noting())
                .handler(this::handle)
                .build();
    }

    private void handle(EventEnvelope event) {
        String name = event.partitionKey() + " " + event.sequence();
        if (failing.contains(name)) {
            throw new IllegalStateException("refused by the test");
        }
        handled.add(name);
    }

    private void awaitHandled(String... events) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactly(events));
    }

    private void send(String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
    }

    private static String event(String identity, String sequence) {
        return """
                {"sequence":"%s","specversion":"1.0","id":"%s","source":"ostiary/identity-service",
                "type":"identity.deleted","subject":"%s","time":"2026-03-01T12:00:00Z",
                "datacontenttype":"application/json","dataschema":"urn:ostiary:event:identity.deleted:1",
                "partitionkey":"%s","data":{"identity_id":"%s"}}""".formatted(sequence, UUID.randomUUID(), identity, identity, identity);
    }

    private final class Noting implements ConsumerListener {

        @Override
        public void gap(String topic, EventEnvelope event, Sequence last) {
            noticed.add("gap " + last + " " + event.sequence());
        }

        @Override
        public void fork(String topic, EventEnvelope event, Sequence last) {
            noticed.add("fork " + last + " " + event.sequence());
        }

        @Override
        public void repeat(String topic, EventEnvelope event) {
            noticed.add("repeat " + event.sequence());
        }

        @Override
        public void unrecognised(String topic, EventEnvelope event) {
            noticed.add("unrecognised");
        }

        @Override
        public void retried(String topic, String key, int attempt, Exception failure) {
            noticed.add("retried " + attempt);
        }

        @Override
        public void parked(String topic, String key, Exception failure) {
            noticed.add("parked");
        }
    }
}
