package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the handler, up to the number of attempts, with pauses in between. */
final class Handling {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ConsumerSettings settings;
    private final BooleanSupplier closing;

    Handling(ConsumerSettings settings, BooleanSupplier closing) {
        this.settings = settings;
        this.closing = closing;
    }

    /** The last failure; null if the event was handled. */
    @Nullable
    Exception attempt(String topic, String key, EventEnvelope event) {
        Duration pause = settings.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                settings.handler().handle(event);
                return null;
            } catch (Exception e) {
                if (attempt == settings.attempts() || closing.getAsBoolean()) {
                    return e;
                }
                settings.listener().retried(topic, key, attempt, e);
            }
            try {
                // On the consumer's thread, which handles one event after the other: none may
                // overtake.
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return e;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /**
     * Waits as long as after the last failed attempt, so that an event tried for good does not keep
     * a core busy; always false.
     */
    boolean pauseLong() {
        long millis = settings.pause().toMillis() << Math.min(settings.attempts(), 10);
        try {
            Thread.sleep(Math.min(millis, LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
