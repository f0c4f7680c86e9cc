package io.ostiary.identity.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The channels over which an address is reached. */
public enum Via {
    EMAIL("email"),
    SMS("sms");

    private final String wire;

    Via(String wire) {
        this.wire = wire;
    }

    /** The word that the contract and the database have for it. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /**
     * Reads the contract's word.
     *
     * @throws IllegalArgumentException when it is none
     */
    @JsonCreator
    public static Via of(String wire) {
        for (Via via : values()) {
            if (via.wire.equals(wire)) {
                return via;
            }
        }
        throw new IllegalArgumentException("an address is reached by email or sms");
    }
}
