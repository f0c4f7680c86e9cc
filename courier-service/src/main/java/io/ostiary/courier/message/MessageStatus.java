package io.ostiary.courier.message;

import java.util.Locale;
import java.util.Optional;

/**
 * The states of a message.
 *
 * <pre>
 * QUEUED --claim--> SENDING --accepted--> SENT
 *   ^                  |  \--given up--> ABANDONED
 *   \----try again-----/
 * </pre>
 *
 * <p>A message whose lease ends in SENDING is claimed again from there: its last attempt has no
 * known outcome.
 */
public enum MessageStatus {
    QUEUED("queued"),
    SENDING("processing"),
    SENT("sent"),
    ABANDONED("abandoned");

    private final String wire;

    MessageStatus(String wire) {
        this.wire = wire;
    }

    /** The contract's word. */
    public String wire() {
        return wire;
    }

    /** The word in the table. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word in the table. */
    public static MessageStatus ofStored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Reads the contract's word; empty when it is none. */
    public static Optional<MessageStatus> of(String wire) {
        for (MessageStatus status : values()) {
            if (status.wire.equals(wire)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
