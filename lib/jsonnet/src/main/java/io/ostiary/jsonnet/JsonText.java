package io.ostiary.jsonnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as text and back. */
final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    static Evaluated parsed(String text) {
        try {
            return new Evaluated.Value(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return new Evaluated.Failed("the output is no JSON");
        }
    }

    static Map<String, String> of(Map<String, JsonNode> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
