package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A part of an identity schema (JSON Schema, draft 7), as forms need to know it. References within the document are
 * followed.
 */
final class SchemaPart {

    private static final int DEEPEST = 10;

    private final JsonNode document;
    private final JsonNode schema;

    SchemaPart(JsonNode document, JsonNode schema) {
        this.document = document;
        this.schema = resolve(document, schema);
    }

    private static JsonNode resolve(JsonNode document, JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < DEEPEST; i++) {
            String ref = at.path("$ref").asText("");
            if (!ref.startsWith("#/")) {
                return at;
            }
            at = document.at(ref.substring(1));
        }
        return at;
    }

    private SchemaPart part(JsonNode node) {
        return new SchemaPart(document, node);
    }

    JsonNode schema() {
        return schema;
    }

    /** The properties that it names, in order. */
    Map<String, SchemaPart> properties() {
        Map<String, SchemaPart> all = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(each -> all.put(each.getKey(), part(each.getValue())));
        return all;
    }

    /** Whether it requires a property. */
    boolean requires(String property) {
        return elements(schema.path("required")).anyMatch(each -> each.asText().equals(property));
    }

    /** The schemas of which all, some or one hold beside it. */
    List<SchemaPart> alternatives() {
        Stream<JsonNode> several =
                Stream.of("allOf", "anyOf", "oneOf").map(schema::path).flatMap(SchemaPart::elements);
        Stream<JsonNode> single =
                Stream.of("if", "then", "else").filter(schema::has).map(schema::get);
        return Stream.concat(several, single).map(this::part).toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Whether it is about objects, whatever else it takes. */
    boolean isObject() {
        return isObject(0);
    }

    private boolean isObject(int depth) {
        return types().contains("object")
                || schema.has("properties")
                || types().isEmpty()
                        && depth < DEEPEST
                        && alternatives().stream().anyMatch(each -> each.isObject(depth + 1));
    }

    /** Whether nothing but an object fits: {@code null} doesn't, and no text. */
    boolean isNothingButObject() {
        return types().isEmpty() ? schema.has("properties") : types().equals(Set.of("object"));
    }

    /** Whether it says that it is about objects, itself and not by what holds beside it. */
    boolean isPlainObject() {
        return types().equals(Set.of("object"));
    }

    /** Whether an object without properties fits, as far as that can be seen without what is tied to conditions. */
    boolean takesEmptyObject() {
        return takesEmptyObject(0);
    }

    private boolean takesEmptyObject(int depth) {
        boolean here = schema.path("required").isEmpty()
                && schema.path("minProperties").asInt() == 0
                && !schema.has("const")
                && !schema.has("enum")
                && (types().isEmpty() || types().contains("object"));
        return here && (depth >= DEEPEST || all("allOf", depth) && some("anyOf", depth) && some("oneOf", depth));
    }

    private boolean all(String key, int depth) {
        return elements(schema.path(key)).allMatch(each -> part(each).takesEmptyObject(depth + 1));
    }

    private boolean some(String key, int depth) {
        return schema.path(key).isEmpty()
                || elements(schema.path(key)).anyMatch(each -> part(each).takesEmptyObject(depth + 1));
    }

    private Set<String> types() {
        JsonNode type = schema.path("type");
        return type.isTextual()
                ? Set.of(type.textValue())
                : elements(type).map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The type of a single value or of a list; null when there is none to make a field of, as where several are taken or
     * only {@code null}.
     */
    @Nullable
    String type() {
        return type(0);
    }

    private @Nullable String type(int depth) {
        if (schema.path("type").isTextual()) {
            return "null".equals(schema.path("type").textValue())
                    ? null
                    : schema.path("type").textValue();
        }
        if (schema.has("type") || depth >= DEEPEST) {
            return null;
        }
        return schema.has("const") ? typeOf(schema.get("const")) : common(depth);
    }

    /** What the schemas beside it have in common. */
    private @Nullable String common(int depth) {
        Set<String> types = alternatives().stream()
                .flatMap(each -> Stream.ofNullable(each.type(depth + 1)))
                .collect(Collectors.toSet());
        if (types.equals(Set.of("integer", "number"))) {
            return "number";
        }
        return types.contains("string")
                ? "string"
                : types.stream().sorted().findFirst().orElse(null);
    }

    private static @Nullable String typeOf(JsonNode value) {
        return value.isTextual() ? "string" : value.isBoolean() ? "boolean" : value.isNumber() ? "number" : null;
    }

    /**
     * The type of a list's elements, of the first where each has a schema of its own; {@code object} and {@code array}
     * too. Null when the schema doesn't say: any text fits then.
     */
    @Nullable
    String itemType() {
        JsonNode items = schema.path("items");
        JsonNode first = items.isArray() ? items.path(0) : items.isObject() ? items : schema.path("contains");
        SchemaPart item = part(first);
        if (item.isObject()) {
            return "object";
        }
        String type = item.type();
        return type == null && item.schema.path("enum").has(0)
                ? typeOf(item.schema.path("enum").get(0))
                : type;
    }
}
