package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;

/** Reacts to events. Called by one thread, one event at a time, in order per key. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Reacts to the event. A repeat of an event seen before the last restart is possible.
     *
     * @throws Exception if the event could not be handled; the {@link FailureRule} says what
     *     follows
     */
    void handle(EventEnvelope event) throws Exception;
}
