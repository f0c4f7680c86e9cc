package io.ostiary.consumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ostiary.events.EventData;
import io.ostiary.events.EventEnvelope;
import io.ostiary.events.EventType;
import io.ostiary.events.Sequence;
import io.ostiary.events.Unrecognised;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from the structured JSON form of CloudEvents 1.0. Attributes and fields it does not
 * know are ignored.
 */
public final class EventDecoder {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventDecoder() {}

    /**
     * Reads one event. A type or version that is not known gives {@link Unrecognised} data.
     *
     * @throws IOException if this is not an event of the suite at all
     */
    public static EventEnvelope decode(byte @Nullable [] content) throws IOException {
        JsonNode event = content == null ? null : JSON.readTree(content);
        if (event == null || !event.isObject()) {
            throw new IOException("not a JSON object");
        }
        try {
            return new EventEnvelope(
                    required(event, "id"),
                    required(event, "source"),
                    required(event, "type"),
                    optional(event, "subject"),
                    Instant.parse(required(event, "time")),
                    optional(event, "dataschema"),
                    Sequence.parse(required(event, "sequence")),
                    optional(event, "causationid"),
                    optional(event, "correlationid"),
                    required(event, "partitionkey"),
                    data(event));
        } catch (RuntimeException e) {
            throw new IOException("not an event of the suite: " + e.getMessage(), e);
        }
    }

    private static EventData data(JsonNode event) throws IOException {
        String schema = optional(event, "dataschema");
        Optional<EventType> type = schema == null ? Optional.empty() : EventType.of(schema);
        if (type.isPresent()) {
            return JSON.treeToValue(event.path("data"), type.get().data());
        }
        JsonNode data = event.path("data");
        return new Unrecognised(
                required(event, "type"),
                required(event, "partitionkey"),
                optional(event, "subject"),
                data.isObject() ? JSON.convertValue(data, new TypeReference<Map<String, Object>>() {}) : Map.of());
    }

    private static String required(JsonNode event, String attribute) throws IOException {
        String value = optional(event, attribute);
        if (value == null) {
            throw new IOException("the attribute " + attribute + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode event, String attribute) {
        return event.path(attribute).textValue();
    }
}
