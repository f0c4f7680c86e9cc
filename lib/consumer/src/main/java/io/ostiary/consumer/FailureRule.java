package io.ostiary.consumer;

/** What happens with an event that its handler could not handle after all attempts. */
public enum FailureRule {
    /**
     * It goes to the dead-letter topic, and so do the later events of its key, untried, until
     * {@link EventConsumer#release} or {@link EventConsumer#skip}. Order per key is kept; other
     * keys go on.
     */
    PARK,
    /** It goes to the dead-letter topic, and its key goes on without it. */
    SKIP,
    /**
     * Its partition stops and the event is tried again for good. For handlers that fail only while
     * something is away.
     */
    WAIT
}
