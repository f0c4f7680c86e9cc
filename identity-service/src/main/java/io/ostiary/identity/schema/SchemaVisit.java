package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a schema and a document together and shows each value with the schema nodes that speak of
 * it. Follows properties, items, references inside the document of the schema, and combinations; of
 * alternatives those that hold, as the subclass judges.
 */
abstract class SchemaVisit {

    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");

    private record Place(JsonNode schema, JsonNode value) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && schema == that.schema && value == that.value;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema) * 31 + System.identityHashCode(value);
        }
    }

    private final JsonNode root;
    private final Set<Place> under = new HashSet<>();

    SchemaVisit(JsonNode root) {
        this.root = root;
    }

    /**
     * A value and a schema node that speaks of it.
     *
     * @param parent the object or array that holds the value
     * @param key its name or index there
     * @param path of the value, dotted
     */
    abstract void see(JsonNode schema, JsonNode value, @Nullable JsonNode parent, @Nullable Object key, String path);

    /** Whether an alternative at {@code pointer} in the schema holds for a value. */
    abstract boolean holds(String pointer, JsonNode value);

    /** Walks the whole document. */
    void walk(JsonNode document) {
        visit(root, "", document, null, null, "");
    }

    private void visit(
            JsonNode schema,
            String pointer,
            JsonNode value,
            @Nullable JsonNode parent,
            @Nullable Object key,
            String path) {
        Place place = new Place(schema, value);
        if (!schema.isObject() || value.isMissingNode() || !under.add(place)) {
            return;
        }
        see(schema, value, parent, key, path);
        reference(schema, value, parent, key, path);
        combinations(schema, pointer, value, parent, key, path);
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            visit(
                    each.getValue(),
                    pointer + "/properties/" + escape(each.getKey()),
                    value.path(each.getKey()),
                    value,
                    each.getKey(),
                    path.isEmpty() ? each.getKey() : path + "." + each.getKey());
        }
        items(schema.path("items"), pointer + "/items", value, path);
        under.remove(place);
    }

    private void reference(
            JsonNode schema, JsonNode value, @Nullable JsonNode parent, @Nullable Object key, String path) {
        String target = schema.path("$ref").asText();
        if (target.equals("#")) {
            visit(root, "", value, parent, key, path);
        } else if (target.startsWith("#/")) {
            String pointer = target.substring(1).replace("%25", "%");
            visit(root.at(pointer), pointer, value, parent, key, path);
        }
    }

    private void combinations(
            JsonNode schema,
            String pointer,
            JsonNode value,
            @Nullable JsonNode parent,
            @Nullable Object key,
            String path) {
        JsonNode all = schema.path("allOf");
        for (int i = 0; i < all.size(); i++) {
            visit(all.get(i), pointer + "/allOf/" + i, value, parent, key, path);
        }
        for (String word : ALTERNATIVES) {
            JsonNode some = schema.path(word);
            for (int i = 0; i < some.size(); i++) {
                String branch = pointer + "/" + word + "/" + i;
                if (holds(branch, value)) {
                    visit(some.get(i), branch, value, parent, key, path);
                }
            }
        }
        if (schema.has("if")) {
            String branch = holds(pointer + "/if", value) ? "then" : "else";
            visit(schema.path(branch), pointer + "/" + branch, value, parent, key, path);
        }
    }

    private void items(JsonNode items, String pointer, JsonNode value, String path) {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            JsonNode each = items.isArray() ? items.path(i) : items;
            String at = items.isArray() ? pointer + "/" + i : pointer;
            visit(each, at, value.get(i), value, i, path + "." + i);
        }
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
