package io.ostiary.flow.step;

import java.util.Locale;
import java.util.Optional;

/**
 * The methods of self-service flows; their order here is the order in which forms are put together.
 */
public enum MethodName {
    PASSWORD,
    CODE,
    LINK,
    PROFILE;

    /** The word of the contract. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word; empty when no method has that name. */
    public static Optional<MethodName> of(String wire) {
        for (MethodName name : values()) {
            if (name.wire().equals(wire)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
