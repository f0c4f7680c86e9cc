package io.ostiary.events;

import java.util.Map;

/**
 * Data of an event type or version that this reader does not know. It is skipped, never an error.
 *
 * @param type the envelope's type
 * @param key the envelope's partition key
 * @param subject the envelope's subject
 * @param data the data as it came
 */
public record Unrecognised(String type, String key, String subject, Map<String, Object> data) implements EventData {

    public Unrecognised {
        data = data == null ? Map.of() : data;
    }

    @Override
    public EventType eventType() {
        throw new UnsupportedOperationException("the type " + type + " is not known here");
    }
}
