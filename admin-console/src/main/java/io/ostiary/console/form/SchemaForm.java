package io.ostiary.console.form;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A form made of an identity schema: a field for each text, number, tick and choice in the traits
 * and in the objects in them. What has another shape, such as a list, is left to JSON.
 */
public final class SchemaForm {

    private static final int DEEPEST = 4;

    private final List<TraitField> fields = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * @param schema an identity schema
     */
    public SchemaForm(JsonNode schema) {
        read(schema.at("/properties/traits"), "", "", true, 0);
    }

    /** Its fields, in the schema's order. */
    public List<TraitField> fields() {
        return List.copyOf(fields);
    }

    /** Names of the traits that it has no field for. */
    public List<String> rest() {
        return List.copyOf(rest);
    }

    private void read(JsonNode object, String pointer, String before, boolean needed, int depth) {
        JsonNode required = object.path("required");
        object.path("properties").properties().forEach(each -> {
            String name = each.getKey();
            JsonNode trait = each.getValue();
            String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            String label = trait.path("title").asText(name);
            boolean must = StreamSupport.stream(required.spliterator(), false)
                    .anyMatch(one -> one.asText().equals(name));
            if (trait.path("type").asText().equals("object") && trait.has("properties") && depth < DEEPEST) {
                String title = trait.has("title") ? before + label + ": " : before;
                read(trait, place, title, needed && must, depth + 1);
            } else {
                kind(trait)
                        .ifPresentOrElse(
                                kind -> fields.add(field(trait, place, before + label, kind, needed && must)),
                                () -> rest.add(before + label));
            }
        });
    }

    private static TraitField field(
            JsonNode trait, String pointer, String label, TraitField.Kind kind, boolean required) {
        List<String> options = new ArrayList<>();
        trait.path("enum").forEach(each -> options.add(each.asText()));
        return new TraitField(pointer, label, kind, trait.path("format").asText(""), options, required);
    }

    private static Optional<TraitField.Kind> kind(JsonNode trait) {
        String type = trait.path("type").asText();
        if (trait.has("enum")) {
            boolean texts = StreamSupport.stream(trait.path("enum").spliterator(), false)
                    .allMatch(JsonNode::isTextual);
            return texts ? Optional.of(TraitField.Kind.CHOICE) : Optional.empty();
        }
        return switch (type) {
            case "string" -> Optional.of(TraitField.Kind.TEXT);
            case "number" -> Optional.of(TraitField.Kind.NUMBER);
            case "integer" -> Optional.of(TraitField.Kind.INTEGER);
            case "boolean" -> Optional.of(TraitField.Kind.TICK);
            default -> Optional.empty();
        };
    }

    /** What stands in a field, as its text. */
    public static String value(JsonNode traits, TraitField field) {
        return traits.at(field.pointer()).asText("");
    }

    /**
     * Traits with what was typed. An empty field takes the trait away; what has no field stays.
     *
     * @param traits what is there
     */
    public ObjectNode apply(JsonNode traits, FormValues typed) {
        ObjectNode changed = traits.isObject() ? (ObjectNode) traits.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (TraitField field : fields) {
            JsonPointer pointer = JsonPointer.compile(field.pointer());
            value(field, changed.at(pointer), typed)
                    .ifPresentOrElse(value -> put(changed, pointer, value), () -> remove(changed, pointer));
        }
        return changed;
    }

    private static Optional<JsonNode> value(TraitField field, JsonNode before, FormValues typed) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Optional<String> text = typed.first(field.name());
        return switch (field.kind()) {
            case TEXT, CHOICE -> text.map(json::textNode);
            // What is no number stays a text: the API says what is wrong with it.
            case NUMBER, INTEGER ->
                text.map(each -> each.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")
                        ? json.numberNode(new BigDecimal(each))
                        : json.textNode(each));
            // One that was never given is not given by leaving it alone.
            case TICK ->
                text.isPresent() || !before.isMissingNode() || field.required()
                        ? Optional.of(json.booleanNode(text.isPresent()))
                        : Optional.empty();
        };
    }

    private static void put(ObjectNode root, JsonPointer pointer, JsonNode value) {
        ObjectNode parent = root;
        JsonPointer way = pointer;
        while (!way.tail().matches()) {
            String name = way.getMatchingProperty();
            JsonNode next = parent.get(name);
            parent = next instanceof ObjectNode object ? object : parent.putObject(name);
            way = way.tail();
        }
        parent.set(way.getMatchingProperty(), value);
    }

    /** Takes a trait away, and the objects that are empty then. */
    private static void remove(ObjectNode root, JsonPointer pointer) {
        JsonPointer place = pointer;
        while (!place.matches()) {
            JsonPointer above = place.head();
            if (!(root.at(above) instanceof ObjectNode parent) || parent.get(last(place)) == null) {
                return;
            }
            parent.remove(last(place));
            if (!parent.isEmpty()) {
                return;
            }
            place = above;
        }
    }

    private static String last(JsonPointer place) {
        return place.last().getMatchingProperty();
    }
}
