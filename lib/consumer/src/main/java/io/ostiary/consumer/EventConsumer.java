package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Unrecognised;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics as a member of a group and gives each event to a handler, in order per key and at
 * least once. A broker that is away is waited for. One thread does all the work: {@link #run()}
 * uses the caller's, {@link #start()} one of its own.
 */
public final class EventConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long CLOSE_MILLIS = 10_000;

    private final ConsumerSettings settings;
    private final KafkaConsumer<String, byte[]> kafka;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final Handling handling;
    private final ConcurrentLinkedQueue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private volatile @Nullable Thread thread;

    EventConsumer(ConsumerSettings settings) {
        this.settings = settings;
        this.kafka =
                new KafkaConsumer<>(kafkaSettings(settings), new StringDeserializer(), new ByteArrayDeserializer());
        this.deadLetters = new DeadLetters(settings.connection(), settings.group());
        this.progress = new Progress(settings, deadLetters);
        this.handling = new Handling(settings, () -> closing);
    }

    /** Begins to describe a consumer. */
    public static EventConsumerBuilder builder() {
        return new EventConsumerBuilder();
    }

    private static Map<String, Object> kafkaSettings(ConsumerSettings settings) {
        Map<String, Object> kafka = new HashMap<>(settings.connection());
        kafka.put("group.id", settings.group());
        kafka.put("enable.auto.commit", false);
        kafka.put("auto.offset.reset", settings.fromBeginning() ? "earliest" : "latest");
        kafka.put("max.poll.records", 100);
        // A topic that appears after the start is found within this time.
        kafka.put("metadata.max.age.ms", 10_000);
        return kafka;
    }

    /** Runs on a thread of its own. */
    public EventConsumer start() {
        Thread own = Thread.ofPlatform().name("events-" + settings.group()).unstarted(this::run);
        thread = own;
        own.start();
        return this;
    }

    /**
     * Consumes until {@link #close()}.
     *
     * @throws ConsumerException if the dead-letter topic cannot be used, or too many keys are held
     */
    public void run() {
        thread = Thread.currentThread();
        try {
            kafka.subscribe(settings.topics(), progress);
            while (!closing) {
                handle(kafka.poll(POLL));
                serveRequests();
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            kafka.close();
            deadLetters.close();
        }
    }

    /** Ends the consumer after the event at hand; waits for it up to ten seconds. */
    @Override
    public void close() {
        closing = true;
        kafka.wakeup();
        Thread running = thread;
        if (running == null) {
            // Never run, such as for a replay alone.
            kafka.close();
        } else if (running != Thread.currentThread()) {
            try {
                running.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Handles the parked events of a key, in order, and lets the key go on.
     *
     * @return how many events were handled; fails with the handler's failure, then all of them stay
     *     parked
     */
    public CompletableFuture<Integer> release(String topic, String key) {
        return request(() -> {
            int count = 0;
            for (byte[] event : deadLetters.parked(topic, key)) {
                settings.handler().handle(EventDecoder.decode(event));
                count++;
            }
            settle(topic, key);
            return count;
        });
    }

    /**
     * Gives up the parked events of a key and lets the key go on without them. They stay readable
     * in the dead-letter topic.
     */
    public CompletableFuture<Void> skip(String topic, String key) {
        return request(() -> {
                    settle(topic, key);
                    return true;
                })
                .thenAccept(done -> {});
    }

    /**
     * Handles again what a topic stored from {@code from} on and before {@code to}, in order per
     * key and each id once, on the caller's thread. The group's progress is not touched; unknown
     * types are left out.
     *
     * @return how many events were handled
     * @throws Exception the handler's, at the first event that fails
     */
    public int replay(String topic, Instant from, Instant to) throws Exception {
        return new Replay(settings).run(topic, from, to);
    }

    private interface Request<T> {
        T serve() throws Exception;
    }

    private <T> CompletableFuture<T> request(Request<T> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        requests.add(() -> {
            try {
                answer.complete(request.serve());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void serveRequests() {
        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
        }
    }

    private void settle(String topic, String key) {
        deadLetters.settle(topic, key);
        progress.let(topic, key);
    }

    private void handle(ConsumerRecords<String, byte[]> polled) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        Set<TopicPartition> stopped = new HashSet<>();
        for (ConsumerRecord<String, byte[]> each : polled) {
            TopicPartition partition = new TopicPartition(each.topic(), each.partition());
            if (closing || stopped.contains(partition)) {
                continue;
            }
            if (handle(partition, each)) {
                done.put(partition, new OffsetAndMetadata(each.offset() + 1));
            } else {
                kafka.seek(partition, each.offset());
                stopped.add(partition);
            }
        }
        commit(done);
    }

    /** Whether the partition may go on behind this event. */
    private boolean handle(TopicPartition partition, ConsumerRecord<String, byte[]> each) {
        EventEnvelope event;
        try {
            event = EventDecoder.decode(each.value());
        } catch (IOException e) {
            park(each, e, false);
            return true;
        }
        SeenEvents seen = progress.of(partition);
        switch (seen.judge(event)) {
            case REPEAT -> {
                settings.listener().repeat(each.topic(), event);
                return true;
            }
            case GAP -> settings.listener().gap(each.topic(), event, seen.last(event));
            case FORK -> settings.listener().fork(each.topic(), event, seen.last(event));
            case NEXT -> {
                // As promised.
            }
        }
        boolean settled = settle(each, event);
        if (settled) {
            seen.remember(event);
        }
        return settled;
    }

    private boolean settle(ConsumerRecord<String, byte[]> each, EventEnvelope event) {
        if (event.data() instanceof Unrecognised) {
            settings.listener().unrecognised(each.topic(), event);
            return true;
        }
        if (progress.holds(each.topic(), each.key())) {
            park(each, null, true);
            return true;
        }
        Exception failure = handling.attempt(each.topic(), each.key(), event);
        if (failure == null) {
            return true;
        }
        if (closing) {
            return false;
        }
        return switch (settings.rule()) {
            case PARK -> {
                park(each, failure, true);
                progress.hold(each.topic(), each.key());
                yield true;
            }
            case SKIP -> {
                park(each, failure, false);
                yield true;
            }
            case WAIT -> handling.pauseLong();
        };
    }

    private void park(ConsumerRecord<String, byte[]> each, @Nullable Exception failure, boolean holdsKey) {
        String reason = failure == null ? "its key is held" : failure.toString();
        deadLetters.park(each, reason, holdsKey && each.key() != null);
        settings.listener().parked(each.topic(), each.key(), failure);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> done) {
        if (done.isEmpty()) {
            return;
        }
        try {
            kafka.commitSync(done);
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            // What is not committed comes again, here or at another member; that is "at least
            // once".
            System.getLogger(EventConsumer.class.getName())
                    .log(System.Logger.Level.INFO, "progress of {0} is not stored: {1}", settings.group(), e);
        }
    }
}
