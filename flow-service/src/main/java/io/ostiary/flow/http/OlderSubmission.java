package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients of version 0.5 submit: the address names the method, traits have dotted names in JSON as in forms, and
 * those that the identity schema lacks are dropped.
 */
public final class OlderSubmission {

    private static final String TRAITS = "traits";
    private static final String DOTTED = TRAITS + ".";
    private static final String TYPES = "older_types";
    private static final String EMPTY = "older_empty";
    private static final List<String> CREDENTIALS = List.of("identifier", "password");

    private OlderSubmission() {}

    /**
     * Reads a body.
     *
     * @param schema types the traits; null: the flow has none
     * @throws ProblemException with {@link Problem.BadRequest} when it can't be read, or brings nothing to change
     */
    static Submission read(ClientRequest request, Body.Older body, Flow flow, @Nullable IdentitySchemaForm schema) {
        flow.setActive(body.method().wire());
        Map<String, JsonNode> flat = new OlderFields(schema).read(request.header("Content-Type"), body.bytes());
        if (flow.kind() == FlowKind.LOGIN) {
            noteEmpty(flow, flat);
        }
        ObjectNode fields = Json.object();
        flat.forEach((name, value) -> put(fields, name, value, schema));
        fields.put("method", body.method().wire());
        if (flow.kind() == FlowKind.SETTINGS && body.method().equals(MethodName.PROFILE)) {
            if (!fields.has(TRAITS)) {
                CsrfCheck.submission(request, flow, fields.path("csrf_token").asText());
            }
            noteTypes(flow, flat);
            refuseNothing(flow, fields);
        }
        return Submission.of(fields);
    }

    private static void put(ObjectNode fields, String name, JsonNode value, @Nullable IdentitySchemaForm schema) {
        if (name.equals(TRAITS)) {
            return;
        }
        if (!name.startsWith(DOTTED)) {
            fields.set(name, value);
        } else if (field(schema, name).isPresent()) {
            nest(fields, name.split("\\."), value);
        }
    }

    private static void nest(ObjectNode fields, String[] path, JsonNode value) {
        ObjectNode at = fields;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.get(path[i]) instanceof ObjectNode object ? object : at.putObject(path[i]);
        }
        at.set(path[path.length - 1], value);
    }

    /** What was sent and is empty is said to be too short, not to be missing; what is no text is refused with the whole form. */
    private static void noteEmpty(Flow flow, Map<String, JsonNode> flat) {
        ArrayNode empty = flow.context().putArray(EMPTY);
        for (String name : CREDENTIALS) {
            JsonNode value = flat.get(name);
            if (value == null) {
                continue;
            }
            if (!value.isTextual() && !value.isNull()) {
                throw new ProblemException(new Problem.BadRequest("The field " + name + " has to be a text."));
            }
            if (value.asText("").isEmpty()) {
                empty.add(name);
            }
        }
    }

    /** Whether a field was sent, and nothing in it. */
    public static boolean cameEmpty(Flow flow, String name) {
        return flow.context()
                .path(EMPTY)
                .valueStream()
                .anyMatch(each -> each.asText().equals(name));
    }

    /** Forms of the older contract go on to show a field by the type of what was typed into it. */
    private static void noteTypes(Flow flow, Map<String, JsonNode> flat) {
        ObjectNode types = flow.context().withObjectProperty(TYPES);
        flat.forEach((name, value) -> {
            if (name.startsWith(DOTTED)) {
                types.put(name, value.isNumber() ? "number" : value.isBoolean() ? "checkbox" : "text");
            }
        });
    }

    /** The type of a trait's field in the older contract's form. */
    public static String typeOf(Flow flow, Node node) {
        String typed = flow.context().path(TYPES).path(node.name()).asText();
        return typed.isEmpty() ? node.input().type() : typed;
    }

    private static Map<String, JsonNode> flat(String name, JsonNode value) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(each -> all.putAll(flat(name + "." + each.getKey(), each.getValue())));
        } else {
            all.put(name, value);
        }
        return all;
    }

    private static void refuseNothing(Flow flow, ObjectNode fields) {
        if (fields.has(TRAITS)) {
            return;
        }
        List<Node> nodes = flow.ui().nodes().asList();
        nodes.stream()
                .map(Node::name)
                .filter(name -> name.startsWith(DOTTED))
                .forEach(name -> flow.ui().nodes().setValue(name, null));
        JsonNode traits = flow.shown("identity").path(TRAITS);
        noteTypes(flow, flat(TRAITS, traits));
        flow.ui().keepValues(TRAITS, traits);
        throw new ProblemException(new Problem.BadRequest("The form brings no traits to change."));
    }

    /** The trait's field, when the schema has one. */
    static Optional<SchemaField> field(@Nullable IdentitySchemaForm schema, String name) {
        return schema == null ? Optional.empty() : schema.field(name);
    }
}
