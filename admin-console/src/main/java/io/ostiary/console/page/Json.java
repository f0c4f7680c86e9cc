package io.ostiary.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** JSON for people. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String pretty(JsonNode json) {
        return json.isMissingNode() ? "" : json.toPrettyString();
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An object that somebody typed; empty when it is none. */
    static Optional<ObjectNode> parse(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
