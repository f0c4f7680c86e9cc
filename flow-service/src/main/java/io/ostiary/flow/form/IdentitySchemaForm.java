package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one identity schema in the order of its document. */
public final class IdentitySchemaForm {

    private static final int DEEPEST = 20;

    private final String id;
    private final List<SchemaField> fields = new ArrayList<>();
    private final List<String> structures = new ArrayList<>();
    private final Set<String> declared = new HashSet<>();

    IdentitySchemaForm(String id, JsonNode document) {
        this.id = id;
        structures.add("traits");
        collect(document, document.path("properties").path("traits"), "traits", 0);
    }

    private void collect(JsonNode document, JsonNode schema, String path, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("identity schema " + id + " refers to itself at " + path);
        }
        JsonNode here = resolve(document, schema);
        JsonNode required = here.path("required");
        for (Map.Entry<String, JsonNode> property : here.path("properties").properties()) {
            JsonNode part = resolve(document, property.getValue());
            String name = path + "." + property.getKey();
            declared.add(name);
            String type = part.path("type").isTextual() ? part.path("type").textValue() : constType(part);
            if ("object".equals(type) || part.has("properties")) {
                structures.add(name);
                collect(document, part, name, depth + 1);
            } else if (type != null && !"null".equals(type)) {
                String items =
                        resolve(document, part.path("items")).path("type").asText(null);
                if (!"array".equals(type) || items != null && !items.equals("object") && !items.equals("array")) {
                    fields.add(new SchemaField(name, type, items, contains(required, property.getKey()), part));
                } else {
                    structures.add(name);
                }
            }
        }
        for (String key : List.of("allOf", "anyOf", "oneOf")) {
            for (JsonNode part : here.path(key)) {
                collect(document, part, path, depth + 1);
            }
        }
        for (String key : List.of("if", "then", "else")) {
            if (here.has(key)) {
                collect(document, here.get(key), path, depth + 1);
            }
        }
    }

    private static String constType(JsonNode part) {
        JsonNode value = part.get("const");
        if (value == null) {
            return null;
        }
        return value.isTextual() ? "string" : value.isBoolean() ? "boolean" : value.isNumber() ? "number" : null;
    }

    private static JsonNode resolve(JsonNode document, JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.startsWith("#/") ? document.at(ref.substring(1)) : schema;
    }

    private static boolean contains(JsonNode list, String word) {
        for (JsonNode item : list) {
            if (word.equals(item.asText())) {
                return true;
            }
        }
        return false;
    }

    /** The schema's id. */
    public String id() {
        return id;
    }

    /** The fields in order. */
    public List<SchemaField> fields() {
        return List.copyOf(fields);
    }

    /**
     * The paths of objects and of arrays of objects, outer ones first. The contract makes each of
     * them an empty object when a submission lacks it.
     */
    public List<String> structures() {
        return List.copyOf(structures);
    }

    /** The field of that path. */
    public Optional<SchemaField> field(String path) {
        return fields.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    /** Whether the schema names that path among the properties of an object, whatever its type. */
    public boolean declares(String path) {
        return declared.contains(path);
    }

    /** The form elements in order. */
    public List<Node> nodes(NodeGroup group) {
        return fields.stream().map(f -> f.node(group)).toList();
    }

    /**
     * How the field for signing in is called: by the title of the one identifier, else by a word of
     * the suite.
     */
    public UiText identifierLabel() {
        List<SchemaField> identifiers =
                fields.stream().filter(SchemaField::isIdentifier).toList();
        if (identifiers.size() == 1 && !identifiers.getFirst().title().isEmpty()) {
            SchemaField one = identifiers.getFirst();
            return Text.LABEL_OF_SCHEMA.with("title", one.title(), "name", one.path());
        }
        return Text.LABEL_ID.plain();
    }
}
