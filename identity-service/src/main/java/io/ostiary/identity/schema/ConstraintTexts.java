package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Texts;
import io.ostiary.contract.message.UiText;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbered texts of single constraints on a value, with the values that the contract puts into
 * their context.
 */
final class ConstraintTexts {

    private ConstraintTexts() {}

    /**
     * The text for an error.
     *
     * @param value what was submitted
     */
    static UiText of(Error error, JsonNode value) {
        JsonNode limit = error.getSchemaNode();
        if (limit == null || value == null) {
            return Complaints.generic(error.getMessage());
        }
        return switch (error.getKeyword()) {
            case "minLength" -> of(4000003, "actual_length", length(value), "min_length", limit);
            case "maxLength" -> of(4000017, "actual_length", length(value), "max_length", limit);
            case "pattern" -> Texts.of(4000004, "pattern", limit.asText());
            case "minimum" -> of(4000018, "actual", value, "minimum", limit);
            case "exclusiveMinimum" -> of(4000019, "actual", value, "minimum", limit);
            case "maximum" -> of(4000020, "actual", value, "maximum", limit);
            case "exclusiveMaximum" -> of(4000021, "actual", value, "maximum", limit);
            case "multipleOf" -> of(4000022, "actual", value, "base", limit);
            case "maxItems" -> of(4000023, "actual_items", value.size(), "max_items", limit);
            case "minItems" -> of(4000024, "actual_items", value.size(), "min_items", limit);
            case "uniqueItems" -> uniqueItems(value);
            case "type" -> of(4000026, "actual_type", typeOf(value), "allowed_types", types(limit));
            case "const" -> constant(limit);
            default -> Complaints.generic(error.getMessage());
        };
    }

    private static UiText of(long id, String key, Object value, String key2, Object value2) {
        return Texts.of(id, key, value, key2, value2);
    }

    private static int length(JsonNode value) {
        String text = value.asText();
        return text.codePointCount(0, text.length());
    }

    private static UiText uniqueItems(JsonNode items) {
        for (int i = 1; i < items.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (items.get(i).equals(items.get(j))) {
                    return of(4000025, "index_a", j, "index_b", i);
                }
            }
        }
        return of(4000025, "index_a", 0, "index_b", 0);
    }

    /** The contract knows only JSON's own types: an integer is a number. */
    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL, MISSING -> "null";
            case OBJECT, POJO, BINARY -> "object";
        };
    }

    private static List<String> types(JsonNode limit) {
        List<String> types = new ArrayList<>();
        if (limit.isArray()) {
            limit.forEach(each -> types.add(each.asText()));
        } else {
            types.add(limit.asText());
        }
        return types;
    }

    private static UiText constant(JsonNode limit) {
        return limit.isContainerNode()
                ? Texts.of(4000030)
                : Texts.of(
                        4000029,
                        "expected",
                        limit.isNull() ? "<nil>" : limit.isBoolean() ? limit.asText() : Json.text(limit.asText()));
    }
}
