package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Unrecognised;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Handles a stretch of a topic again. */
final class Replay {

    private final ConsumerSettings settings;
    private final Map<Integer, SeenEvents> seen = new HashMap<>();
    private int count;

    Replay(ConsumerSettings settings) {
        this.settings = settings;
    }

    int run(String topic, Instant from, Instant to) throws Exception {
        try (TopicReader reader = new TopicReader(settings.connection())) {
            reader.readBetween(topic, from, to, event -> handle(topic, event.partition(), event.value()));
        } catch (Failed e) {
            throw (Exception) e.getCause();
        }
        return count;
    }

    private void handle(String topic, int partition, byte[] value) {
        try {
            EventEnvelope event = EventDecoder.decode(value);
            SeenEvents before = seen.computeIfAbsent(partition, p -> new SeenEvents(settings.remembered()));
            if (event.data() instanceof Unrecognised || before.judge(event) == SeenEvents.Verdict.REPEAT) {
                return;
            }
            settings.handler().handle(event);
            before.remember(event);
            count++;
        } catch (IOException e) {
            // Not an event; the group that read it first has parked it.
            settings.listener().parked(topic, null, e);
        } catch (Exception e) {
            throw new Failed(e);
        }
    }

    /** Carries a handler's failure through the reader. */
    private static final class Failed extends RuntimeException {
        Failed(Exception cause) {
            super(cause);
        }
    }
}
