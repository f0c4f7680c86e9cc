package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ostiary.outbox.Published;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several relays of one service, on real servers; where one is stopped, each is a process of its own. */
class RelaysIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ALL_STARTED = Duration.ofMinutes(3);
    private static final Duration REPLACED_WITHIN = Duration.ofSeconds(30);
    private static final int RELAYS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final List<Relay> relays = new ArrayList<>();
    private final SharedOutbox outbox = new SharedOutbox();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void noRelayYet() {
        assertThat(outbox.owned()).isEmpty();
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        for (Relay relay : relays) {
            relay.stop(null);
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        outbox.close();
    }

    @Test
    void oneAloneOwnsAllAndGivesBackToThoseWhoCome() {
        // Given
        startRelays(1);
        await().atMost(LIMIT).until(() -> outbox.owned().equals(List.of(64)));

        // When
        startRelays(2);

        // Then
        await().atMost(LIMIT).until(() -> outbox.owned().equals(List.of(22, 21, 21)));
    }

    @Test
    void stoppedOneIsReplacedAndPublishesNothingWhenItGoesOn() throws Exception {
        // Given
        for (int i = 0; i < RELAYS; i++) {
            processes.add(RelayProcess.fork(outbox.database, outbox.kafka.bootstrapServers()));
        }
        await().atMost(ALL_STARTED).until(() -> isShared(RELAYS));
        outbox.write();
        await().atMost(LIMIT).until(outbox::isEmpty);

        // When: it is stopped, the kernel answers for it.
        signal("STOP");
        IntStream.range(0, 5).forEach(i -> outbox.write());

        // Then
        await().atMost(REPLACED_WITHIN).until(outbox::isEmpty);
        await().atMost(LIMIT).until(() -> isShared(RELAYS - 1));

        // When
        List<JsonNode> before = outbox.published();
        signal("CONT");

        // Then
        await().atMost(LIMIT).until(() -> isShared(RELAYS));
        assertThat(outbox.published()).hasSameSizeAs(before);

        // When
        outbox.write();

        // Then
        await().atMost(LIMIT).until(outbox::isEmpty);
        assertThat(Published.sequences(outbox.published()))
                .hasSize(64)
                .allSatisfy((key, sequences) ->
                        assertThat(sequences).containsExactly("1:1", "1:2", "1:3", "1:4", "1:5", "1:6", "1:7"));
    }

    @Test
    void sendsNothingOfWhatItReadBeforeItWasStopped() throws Exception {
        // Given
        outbox.write();
        Clock clock = new Clock();
        SmallRyeConfig settings = RelayProcess.settings(outbox.kafka.bootstrapServers());
        RelayConfig config = settings.getConfigMapping(RelayConfig.class);
        Broker broker = new Broker(settings.getConfigMapping(KafkaConfig.class), config);
        EventPublisher publisher =
                new EventPublisher(broker, config, new RelayMetrics(new SimpleMeterRegistry(), broker));
        try (Lease lease = Lease.open(vertx, RelayProcess.options(outbox.database), clock)) {
            // When: the time passes after the question for what is due.
            clock.stopAfterNextLook();
            boolean more = publisher.publish(lease);

            // Then
            assertThat(more).isFalse();
            assertThat(lease.isProven()).isFalse();
            assertThat(outbox.count("SELECT count(*) FROM outbox")).isEqualTo(64);

            // When: the database answers again, so the buckets are still owned.
            clock.goOn();
            publisher.publish(lease);

            // Then
            assertThat(outbox.isEmpty()).isTrue();
            assertThat(outbox.published()).hasSize(64);
        } finally {
            broker.close();
        }
    }

    /** Everybody's time but for this thread, for which a stop can be feigned. */
    private static final class Clock implements LongSupplier {

        private static final long STOP = TimeUnit.SECONDS.toNanos(20);
        private final Thread stopped = Thread.currentThread();
        private int looksBefore;
        private boolean stops;

        void stopAfterNextLook() {
            stops = true;
            looksBefore = 1;
        }

        void goOn() {
            stops = false;
        }

        @Override
        public long getAsLong() {
            boolean later = stops && Thread.currentThread() == stopped && looksBefore-- <= 0;
            return System.nanoTime() + (later ? STOP : 0);
        }
    }

    private boolean isShared(int live) {
        return outbox.owned()
                .equals(IntStream.range(0, live)
                        .map(before -> OwnedBuckets.share(live, before))
                        .boxed()
                        .toList());
    }

    private void startRelays(int count) {
        for (int i = 0; i < count; i++) {
            Relay relay =
                    RelayProcess.relay(vertx, RelayProcess.options(outbox.database), outbox.kafka.bootstrapServers());
            relays.add(relay);
            relay.start(new StartupEvent());
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(processes.getFirst().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
