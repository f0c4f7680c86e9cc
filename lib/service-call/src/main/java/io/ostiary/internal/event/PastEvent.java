package io.ostiary.internal.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as the admin side shows it.
 *
 * @param id its id, the one that consumers see
 * @param type event type, such as {@code session.issued}
 * @param time when it was written, in microseconds
 * @param data what it says, as far as it is neither secret nor personal
 */
public record PastEvent(UUID id, String type, Instant time, ObjectNode data) {

    /** Where it stands among others. */
    public EventPlace place() {
        return new EventPlace(time, id);
    }
}
