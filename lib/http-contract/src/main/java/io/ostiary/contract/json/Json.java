package io.ostiary.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON mapper of the suite: times as RFC 3339 text in UTC, unknown properties ignored,
 * numbers kept exactly.
 */
public final class Json {

    /** The shared mapper; it must not be reconfigured. */
    public static final ObjectMapper MAPPER = mapper(new JsonFactory());

    /**
     * How many levels the JSON of a client may have. What the suite builds around it has more, and
     * stays far below what a parser or a stack can take.
     */
    public static final int CLIENT_LEVELS = 250;

    private static final ObjectMapper OF_CLIENTS = mapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(CLIENT_LEVELS)
                    .build())
            .build());

    private Json() {}

    private static ObjectMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Reads what a client sent.
     *
     * @return a missing node when there is nothing
     * @throws IOException when it isn't JSON, has more than {@value #CLIENT_LEVELS} levels or a number
     *     beyond all measure; its message may hold what was sent
     */
    public static JsonNode ofClient(byte @Nullable [] content) throws IOException {
        try {
            return OF_CLIENTS.readTree(content == null ? new byte[0] : content);
        } catch (NumberFormatException e) {
            // An exponent that no number here can have; Jackson doesn't say so as of other faults.
            throw new IOException("a number is too large");
        }
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value as a JSON tree. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of the suite can't be written as JSON", e);
        }
    }

    /**
     * Reads text that the suite itself wrote.
     *
     * @throws IllegalStateException when it isn't JSON of that type
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON can't be read as " + type.getSimpleName(), e);
        }
    }

    /** Converts a tree into a record. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.convertValue(tree, type);
    }
}
