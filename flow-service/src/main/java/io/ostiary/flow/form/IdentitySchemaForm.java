package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/** The fields of one identity schema in the order of its document. */
public final class IdentitySchemaForm {

    private static final int DEEPEST = 20;

    private final String id;
    private final List<SchemaField> fields = new ArrayList<>();
    private final List<Structure> structures = new ArrayList<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> trees = new HashSet<>();
    private final Set<String> lists = new HashSet<>();

    /**
     * An object.
     *
     * @param path where it is
     * @param parent the path of the object in which it is; null for the traits themselves
     */
    private record Structure(String path, @Nullable String parent) {}

    IdentitySchemaForm(String id, JsonNode document) {
        this.id = id;
        structures.add(new Structure("traits", null));
        trees.add("traits");
        collect(new SchemaPart(document, document.path("properties").path("traits")), "traits", true, 0);
    }

    /**
     * Collects the properties of an object.
     *
     * @param needed whether the schema requires it and all objects around it
     */
    private void collect(SchemaPart here, String path, boolean needed, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("identity schema " + id + " refers to itself at " + path);
        }
        for (Map.Entry<String, SchemaPart> property : here.properties().entrySet()) {
            boolean required = here.requires(property.getKey());
            String name = path + "." + property.getKey();
            declared.add(name);
            add(new Property(path, name, property.getValue(), required, needed && required), depth);
        }
        here.alternatives().forEach(part -> collect(part, path, needed, depth + 1));
    }

    /**
     * A property of an object.
     *
     * @param required whether its object requires it
     * @param needed whether all objects around it are required, too
     */
    private record Property(String parent, String name, SchemaPart schema, boolean required, boolean needed) {}

    private void add(Property property, int depth) {
        SchemaPart schema = property.schema();
        if (schema.isObject()) {
            trees.add(property.name());
            // An object that has fields is made even where they are required (contract); another one that has to have
            // something in it is left out, unless it has to be there.
            boolean hasFields = schema.isPlainObject() && !schema.properties().isEmpty();
            if (schema.isNothingButObject() && (property.needed() || hasFields || schema.takesEmptyObject())) {
                structures.add(new Structure(property.name(), property.parent()));
            }
            collect(schema, property.name(), property.needed(), depth + 1);
            return;
        }
        String type = schema.type();
        String items = "array".equals(type) ? schema.itemType() : null;
        boolean isField = type != null && !"object".equals(items) && !"array".equals(items);
        if (type != null && !isField) {
            trees.add(property.name());
            if ("object".equals(items)) {
                lists.add(property.name());
            }
        }
        if (type != null && isField && field(property.name()).isEmpty()) {
            fields.add(new SchemaField(
                    property.name(), type, items, property.required(), property.needed(), schema.schema()));
        }
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
     * Makes the objects of the schema that a submission lacks empty ones, as the contract does, also in place of what is no
     * object; but none that the schema wouldn't take and that has no fields, and none within an object that is left out.
     */
    public void complete(ObjectNode submission) {
        for (Structure structure : structures) {
            if (structure.parent() == null
                    || submission.at(pointer(structure.parent())).isObject()) {
                JsonNode around = structure.parent() == null ? submission : submission.at(pointer(structure.parent()));
                String name = structure.path().substring(structure.path().lastIndexOf('.') + 1);
                if (!around.path(name).isObject()) {
                    ((ObjectNode) around).putObject(name);
                }
            }
        }
    }

    /**
     * As {@link #complete}, for what a page's form sent: it can't send lists of objects in fields, so a list that it lacks is
     * refused as no list (contract).
     */
    public void completeForm(ObjectNode submission) {
        complete(submission);
        for (String list : lists) {
            String parent = list.substring(0, list.lastIndexOf('.'));
            String name = list.substring(list.lastIndexOf('.') + 1);
            if (submission.at(pointer(parent)) instanceof ObjectNode around && !around.has(name)) {
                around.putObject(name);
            }
        }
    }

    private static String pointer(String path) {
        return "/" + path.replace('.', '/');
    }

    /** The paths of the objects that {@link #complete} makes. */
    public List<String> structures() {
        return structures.stream().map(Structure::path).toList();
    }

    /** The field of that path. */
    public Optional<SchemaField> field(String path) {
        return fields.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    /** Whether the schema names that path among the properties of an object, whatever its type. */
    public boolean declares(String path) {
        return declared.contains(path);
    }

    /** Whether that path is an object, or a list of objects or lists: a form can send it as JSON alone. */
    public boolean isTree(String path) {
        return trees.contains(path);
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
