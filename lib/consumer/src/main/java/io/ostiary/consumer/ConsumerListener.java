package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Sequence;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a consumer notices beside the events. The defaults write to the JDK's system logger;
 * none may block.
 */
public interface ConsumerListener {

    /** The listener that only logs. */
    ConsumerListener LOGGING = new ConsumerListener() {};

    /** The logger of the defaults. */
    private static System.Logger log() {
        return System.getLogger(EventConsumer.class.getName());
    }

    /** Events between {@code last} and this one are missing. The event is handled all the same. */
    default void gap(String topic, EventEnvelope event, @Nullable Sequence last) {
        log().log(
                        Level.WARNING,
                        "gap in {0}: {1} came after {2}, key {3}",
                        topic,
                        event.sequence(),
                        last,
                        event.partitionKey());
    }

    /**
     * Two histories: an event with the sequence of another one, or from an epoch before the last
     * one. The database was restored without raising the epoch, or written to in two places. The
     * event is handled all the same.
     */
    default void fork(String topic, EventEnvelope event, @Nullable Sequence last) {
        log().log(
                        Level.ERROR,
                        "fork in {0}: {1} came after {2}, key {3}",
                        topic,
                        event.sequence(),
                        last,
                        event.partitionKey());
    }

    /** An event was dropped because it was seen before. */
    default void repeat(String topic, EventEnvelope event) {}

    /** An event was skipped because its type or version is not known here. */
    default void unrecognised(String topic, EventEnvelope event) {}

    /** An attempt failed; another follows. */
    default void retried(String topic, String key, int attempt, Exception failure) {
        log().log(Level.INFO, "attempt {0} of an event of {1} failed, key {2}: {3}", attempt, topic, key, failure);
    }

    /**
     * An event went to the dead-letter topic.
     *
     * @param failure why; null if it was parked behind an earlier event of its key
     */
    default void parked(String topic, @Nullable String key, @Nullable Exception failure) {
        log().log(Level.WARNING, "parked an event of {0}, key {1}: {2}", topic, key, failure);
    }
}
