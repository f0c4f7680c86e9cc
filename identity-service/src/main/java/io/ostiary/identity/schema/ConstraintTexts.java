package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
            return other(error.getKeyword(), limit);
        }
        return switch (error.getKeyword()) {
            case "minLength" -> Text.TOO_SHORT.with("actual_length", length(value), "min_length", limit);
            case "maxLength" -> Text.TOO_LONG.with("actual_length", length(value), "max_length", limit);
            case "pattern" -> Text.WRONG_FORMAT.with("pattern", limit.asText());
            case "minimum" -> Text.BELOW_MINIMUM.with("actual", value, "minimum", limit);
            case "exclusiveMinimum" -> Text.NOT_ABOVE_MINIMUM.with("actual", value, "minimum", limit);
            case "maximum" -> Text.ABOVE_MAXIMUM.with("actual", value, "maximum", limit);
            case "exclusiveMaximum" -> Text.NOT_BELOW_MAXIMUM.with("actual", value, "maximum", limit);
            case "multipleOf" -> Text.NOT_A_MULTIPLE.with("actual", value, "base", limit);
            case "maxItems" -> Text.TOO_MANY_ITEMS.with("actual_items", value.size(), "max_items", limit);
            case "minItems" -> Text.TOO_FEW_ITEMS.with("actual_items", value.size(), "min_items", limit);
            case "uniqueItems" -> uniqueItems(value);
            case "const" -> constant(limit);
            default -> other(error.getKeyword(), limit);
        };
    }

    /**
     * The text for errors about the type of one value: where alternatives are open to it, each may
     * name a type.
     */
    static UiText wrongType(List<Error> errors) {
        List<String> allowed = errors.stream()
                .map(Error::getSchemaNode)
                .filter(Objects::nonNull)
                .flatMap(limit -> types(limit).stream())
                .distinct()
                .toList();
        JsonNode value = errors.getFirst().getInstanceNode();
        return value == null
                ? other("type", null)
                : Text.WRONG_TYPE.with("actual_type", typeOf(value), "allowed_types", allowed);
    }

    /** Constraints that the contract has no text of their own for. */
    private static UiText other(@Nullable String keyword, @Nullable JsonNode limit) {
        String bound = limit == null ? "" : limit.asText();
        return Complaints.generic(
                switch (keyword == null ? "" : keyword) {
                    case "contains", "minContains" -> "The list lacks an entry that has to be there.";
                    case "maxContains" -> "The list has too many entries of one kind.";
                    case "minProperties" -> "There have to be at least " + bound + " entries here.";
                    case "maxProperties" -> "There may be at most " + bound + " entries here.";
                    case "not" -> "This value doesn't work here.";
                    case "anyOf", "oneOf", "allOf", "if" -> "This has none of the forms that work here.";
                    case "false" -> "Nothing may be here.";
                    default -> "This doesn't follow the rules for it.";
                });
    }

    private static int length(JsonNode value) {
        String text = value.asText();
        return text.codePointCount(0, text.length());
    }

    private static UiText uniqueItems(JsonNode items) {
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Integer before = seen.putIfAbsent(items.get(i), i);
            if (before != null) {
                return Text.ITEMS_NOT_UNIQUE.with("index_a", before, "index_b", i);
            }
        }
        return Text.ITEMS_NOT_UNIQUE.with("index_a", 0, "index_b", 0);
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
                ? Text.NOT_THE_ONE_VALUE.plain()
                : Text.NOT_THE_VALUE.with(
                        "expected",
                        limit.isNull() ? "<nil>" : limit.isBoolean() ? limit.asText() : Json.text(limit.asText()));
    }
}
