package io.ostiary.courier.message;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bell that tells the dispatchers of this process that a message was queued. A lost ring costs
 * one poll interval.
 */
@ApplicationScoped
public class Arrivals {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Calls {@code listener} at each ring; it must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Stops calling it. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** To be called after the commit that queued a message. */
    public void ring() {
        listeners.forEach(Runnable::run);
    }
}
