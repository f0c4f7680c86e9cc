package io.ostiary.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** What a flow's form has. */
public final class Form {

    private Form() {}

    /** The value of a field; fails where the form hasn't got it. */
    public static String value(JsonNode flow, String field) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/name").asText().equals(field)) {
                return node.at("/attributes/value").asText();
            }
        }
        throw new AssertionError("no field " + field + " in " + flow);
    }

    /** The value of a field that holds JSON. */
    public static JsonNode json(JsonNode flow, String field) {
        try {
            return Http.JSON.readTree(value(flow, field));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + field, e);
        }
    }
}
