package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills keys that are absent with the schema's defaults. Entries of lists get none. */
final class SchemaDefaults {

    private final ConfigurationSchema schema;

    SchemaDefaults(ConfigurationSchema schema) {
        this.schema = schema;
    }

    void apply(ObjectNode tree) {
        fill(tree, schema.root());
    }

    private void fill(ObjectNode place, JsonNode declared) {
        JsonNode type = schema.resolve(declared);
        type.path("properties").fields().forEachRemaining(each -> fillKey(place, each.getKey(), each.getValue()));
    }

    private void fillKey(ObjectNode place, String key, JsonNode declared) {
        JsonNode type = schema.resolve(declared);
        JsonNode present = place.get(key);
        if (present == null && type.has("default")) {
            place.set(key, type.get("default").deepCopy());
        } else if (present instanceof ObjectNode object) {
            fill(object, type);
        } else if (present == null && type.has("properties")) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fill(object, type);
            if (!object.isEmpty()) {
                place.set(key, object);
            }
        }
    }
}
