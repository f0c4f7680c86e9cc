package io.ostiary.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data of an event type or version that this reader does not know. It is skipped, never an error.
 *
 * @param type the envelope's type
 * @param key the envelope's partition key
 * @param subject the envelope's subject, if it has one
 * @param data the data as it came, empty where it is no object
 */
public record Unrecognised(
        String type, String key, @Nullable String subject, Map<String, Object> data) implements EventData {

    @Override
    public EventType eventType() {
        throw new UnsupportedOperationException("the type " + type + " is not known here");
    }
}
