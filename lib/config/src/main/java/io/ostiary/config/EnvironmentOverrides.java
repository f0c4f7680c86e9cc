package io.ostiary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.ConfigurationSchema.Key;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment variables over the file's tree. A variable belongs to a key when its name is the
 * key's path in capitals with underscores for dots; a number stands for an index of a list. Its
 * text is read by the type that the schema gives the key: lists and objects as JSON, lists of texts
 * and numbers also separated by commas. A list is laid over the file's list index by index, an
 * object key by key, as the reference does.
 */
final class EnvironmentOverrides {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int LARGEST_INDEX = 999;

    private final Map<String, Key> keysByVariable = new HashMap<>();

    EnvironmentOverrides(ConfigurationSchema schema) {
        for (Key key : schema.keys()) {
            keysByVariable.putIfAbsent(key.path().replace('.', '_').toUpperCase(Locale.ROOT), key);
        }
    }

    /**
     * Changes the tree.
     *
     * @param environment variables by name; those that belong to no key are left alone
     * @return the path of each key that was set, with the variable that did it
     */
    Map<String, String> apply(Map<String, String> environment, ObjectNode tree) {
        Map<String, String> applied = new TreeMap<>();
        // sorted, so that LIST_1 comes after LIST_0 and after LIST, whatever the map's order
        new TreeMap<>(environment).forEach((variable, text) -> {
            String[] words = variable.split("_", -1);
            Key key = keysByVariable.get(withoutIndexes(words));
            if (key != null) {
                String path = pathWithIndexes(key.path(), words);
                put(tree, path.split("\\."), parse(key, text));
                applied.put(path, variable);
            }
        });
        return applied;
    }

    private static String withoutIndexes(String[] words) {
        return String.join(
                "_",
                Arrays.stream(words).map(each -> isIndex(each) ? "#" : each).toList());
    }

    private static boolean isIndex(String word) {
        return !word.isEmpty() && word.length() <= 3 && word.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    private static String pathWithIndexes(String path, String[] words) {
        String result = path;
        for (String word : words) {
            if (isIndex(word)) {
                result = result.replaceFirst("#", word);
            }
        }
        return result;
    }

    private static JsonNode parse(Key key, String text) {
        return switch (key.kind()) {
            case TEXT -> NODES.textNode(text);
            case BOOLEAN ->
                switch (text) {
                    case "1", "t", "T", "true", "True", "TRUE" -> NODES.booleanNode(true);
                    case "0", "f", "F", "false", "False", "FALSE", "" -> NODES.booleanNode(false);
                    default -> NODES.textNode(text);
                };
            case INTEGER, NUMBER -> number(text);
            case TEXT_LIST -> structureOr(text, list(text, false));
            case NUMBER_LIST -> structureOr(text, list(text, true));
            case STRUCTURE -> structureOr(text, NODES.textNode(text));
        };
    }

    /** The number, or the text as it is: the schema then refuses it by its path. */
    private static JsonNode number(String text) {
        try {
            return text.contains(".")
                    ? NODES.numberNode(Double.parseDouble(text.strip()))
                    : NODES.numberNode(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return NODES.textNode(text);
        }
    }

    private static ArrayNode list(String text, boolean numbers) {
        ArrayNode list = NODES.arrayNode();
        if (!text.isEmpty()) {
            for (String each : commaSeparated(text)) {
                list.add(numbers ? number(each) : NODES.textNode(each));
            }
        }
        return list;
    }

    /** Fields of one line of CSV; quotes keep a comma together. */
    private static List<String> commaSeparated(String line) {
        return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(each -> each.length() > 1 && each.startsWith("\"") && each.endsWith("\"")
                        ? each.substring(1, each.length() - 1).replace("\"\"", "\"")
                        : each)
                .toList();
    }

    private static JsonNode structureOr(String text, JsonNode otherwise) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree != null && tree.isContainerNode() ? tree : otherwise;
        } catch (JsonProcessingException e) {
            return otherwise;
        }
    }

    private static void put(ObjectNode tree, String[] path, JsonNode value) {
        JsonNode place = tree;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode next = child(place, path[i]);
            if (!next.isContainerNode() || next.isArray() != isIndex(path[i + 1])) {
                next = isIndex(path[i + 1]) ? NODES.arrayNode() : NODES.objectNode();
                set(place, path[i], next);
            }
            place = next;
        }
        String last = path[path.length - 1];
        set(place, last, merged(child(place, last), value));
    }

    private static JsonNode merged(JsonNode below, JsonNode above) {
        if (below instanceof ObjectNode object && above.isObject()) {
            above.fields()
                    .forEachRemaining(
                            each -> object.set(each.getKey(), merged(object.path(each.getKey()), each.getValue())));
            return object;
        }
        if (below instanceof ArrayNode list && above.isArray()) {
            for (int i = 0; i < above.size(); i++) {
                set(list, Integer.toString(i), merged(list.path(i), above.get(i)));
            }
            return list;
        }
        return above;
    }

    private static JsonNode child(JsonNode place, String segment) {
        return place.isArray() ? place.path(Integer.parseInt(segment)) : place.path(segment);
    }

    private static void set(JsonNode place, String segment, JsonNode value) {
        switch (place) {
            case ArrayNode list -> {
                int index = Math.min(Integer.parseInt(segment), LARGEST_INDEX);
                while (list.size() <= index) {
                    list.addNull();
                }
                list.set(index, value);
            }
            case ObjectNode object -> object.set(segment, value);
            default -> throw new IllegalStateException("neither list nor object");
        }
    }
}
