package io.ostiary.call;

import java.util.Locale;

/** The services that call one another. */
public enum ServiceName {
    IDENTITY,
    SESSION,
    FLOW,
    COURIER;

    /** The word in tokens, events and outbox destinations: {@code identity}, {@code session}, … */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws IllegalArgumentException when no service has that name
     */
    public static ServiceName of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
