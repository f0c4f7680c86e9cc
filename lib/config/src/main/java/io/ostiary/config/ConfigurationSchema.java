package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schema of the configuration file, and the list of keys that it knows. */
final class ConfigurationSchema {

    private static final List<String> SINGLE_PARTS = List.of("not", "if", "then", "else");

    private static final List<String> LISTED_PARTS = List.of("allOf", "anyOf", "oneOf");

    private static final ConfigurationSchema INSTANCE = new ConfigurationSchema(read());

    private final JsonNode root;

    private final Map<String, Key> keys = new TreeMap<>();

    /** What a key holds, as far as a variable's text has to be turned into it. */
    enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        BOOLEAN,
        TEXT_LIST,
        NUMBER_LIST,
        STRUCTURE
    }

    /**
     * A key of the file.
     *
     * @param path segments joined by dots; {@code #} stands for an index of a list
     * @param kind what it holds
     */
    record Key(String path, Kind kind) {}

    private ConfigurationSchema(JsonNode root) {
        this.root = root;
        collect(root, new ArrayList<>(), new HashSet<>());
    }

    static ConfigurationSchema shipped() {
        return INSTANCE;
    }

    JsonNode root() {
        return root;
    }

    /** All keys in the order of their paths, conditions and alternatives included. */
    Collection<Key> keys() {
        return keys.values();
    }

    /** The schema that a {@code $ref} points to, or the given one when it has none. */
    JsonNode resolve(JsonNode schema) {
        JsonNode ref = schema.get("$ref");
        return ref == null ? schema : root.at(ref.asText().substring(1));
    }

    private static JsonNode read() {
        try (InputStream in = ConfigurationSchema.class.getResourceAsStream("/ostiary-config.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect(JsonNode schema, List<String> path, Set<String> refs) {
        Kind kind = kindOf(schema);
        if (kind != null && !path.isEmpty()) {
            String name = String.join(".", path);
            keys.putIfAbsent(name, new Key(name, kind));
        }
        if (schema.has("$ref") && refs.add(schema.get("$ref").asText())) {
            collect(resolve(schema), path, refs);
            refs.remove(schema.get("$ref").asText());
        }
        for (String part : SINGLE_PARTS) {
            if (schema.has(part)) {
                collect(schema.get(part), path, refs);
            }
        }
        for (String part : LISTED_PARTS) {
            schema.path(part).forEach(each -> collect(each, path, refs));
        }
        Iterator<Map.Entry<String, JsonNode>> properties =
                schema.path("properties").fields();
        properties.forEachRemaining(each -> descend(each.getValue(), path, each.getKey(), refs));
        if (schema.path("items").isObject()) {
            descend(schema.get("items"), path, "#", refs);
        }
    }

    private void descend(JsonNode schema, List<String> path, String segment, Set<String> refs) {
        path.add(segment);
        collect(schema, path, refs);
        path.removeLast();
    }

    private @Nullable Kind kindOf(JsonNode schema) {
        if (schema.has("const")) {
            return switch (schema.get("const").getNodeType()) {
                case STRING -> Kind.TEXT;
                case BOOLEAN -> Kind.BOOLEAN;
                case NUMBER -> Kind.NUMBER;
                default -> Kind.STRUCTURE;
            };
        }
        return switch (schema.path("type").asText()) {
            case "string" -> Kind.TEXT;
            case "boolean" -> Kind.BOOLEAN;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "object" -> Kind.STRUCTURE;
            case "array" ->
                switch (resolve(schema.path("items")).path("type").asText()) {
                    case "string" -> Kind.TEXT_LIST;
                    case "integer", "number" -> Kind.NUMBER_LIST;
                    default -> Kind.STRUCTURE;
                };
            default -> schema.has("enum") && schema.get("enum").path(0).isTextual() ? Kind.TEXT : null;
        };
    }
}
