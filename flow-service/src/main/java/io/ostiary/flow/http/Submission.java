package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.form.IdentitySchemaForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client submitted, as one JSON object, whether it came as JSON or as a form. Names with
 * dots are nested, in both: {@code traits.email}.
 */
public final class Submission {

    /** How it came. */
    private enum Form {
        JSON,
        FORM,
        LINK
    }

    private final ObjectNode fields;
    private final Form form;
    private final @Nullable Object brought;

    private Submission(ObjectNode fields, Form form) {
        this(fields, form, null);
    }

    private Submission(ObjectNode fields, Form form, @Nullable Object brought) {
        this.fields = fields;
        this.form = form;
        this.brought = brought;
    }

    /** A submission without fields. */
    public static Submission empty() {
        return new Submission(Json.object(), Form.JSON);
    }

    /** A submission that was read before and kept. */
    public static Submission of(ObjectNode fields) {
        return new Submission(fields, Form.FORM);
    }

    /**
     * A submission that was kept while its owner was elsewhere.
     *
     * @param brought what they brought back, for the method that sent them
     */
    public static Submission of(ObjectNode fields, Object brought) {
        return new Submission(fields, Form.FORM, brought);
    }

    /** What its owner brought back from elsewhere; empty: they were not away, or not for this. */
    public <T> Optional<T> brought(Class<T> type) {
        return Optional.ofNullable(brought).filter(type::isInstance).map(type::cast);
    }

    /** The same submission with other traits. */
    public Submission withTraits(JsonNode traits) {
        ObjectNode others = fields.deepCopy();
        others.set("traits", traits);
        return new Submission(others, form, brought);
    }

    /** A submission by a link: the named query parameters are its fields. */
    public static Submission ofQuery(ClientRequest request, List<String> names) {
        ObjectNode fields = Json.object();
        for (String name : names) {
            String value = request.query(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new Submission(fields, Form.LINK);
    }

    /**
     * Reads a body.
     *
     * @param schema types the traits of a form; null: the flow has no traits
     * @throws ProblemException with {@link Problem.BadRequest} when the body can't be read
     */
    public static Submission read(@Nullable String contentType, byte[] body, @Nullable IdentitySchemaForm schema) {
        String type =
                contentType == null ? "" : contentType.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT);
        return switch (type) {
            case "application/json" -> new Submission(complete(nest(json(body)), schema), Form.JSON);
            case "application/x-www-form-urlencoded" ->
                new Submission(completeForm(form(body, schema), schema), Form.FORM);
            default ->
                throw new ProblemException(
                        new Problem.BadRequest("The body has to be JSON or a form, and Content-Type has to say so."));
        };
    }

    private static ObjectNode json(byte[] body) {
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Told below; the parser's words may hold what was typed.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }

    private static ObjectNode nest(ObjectNode flat) {
        ObjectNode out = Json.object();
        for (Map.Entry<String, JsonNode> field : flat.properties()) {
            if (field.getKey().contains(".")) {
                put(out, field.getKey(), field.getValue());
            } else {
                out.set(field.getKey(), field.getValue());
            }
        }
        return out;
    }

    private static ObjectNode form(byte[] body, @Nullable IdentitySchemaForm schema) {
        ObjectNode out = Json.object();
        // A whole object comes before what is in it: traits before traits.name, whatever the order in the form.
        read(body).values().entrySet().stream()
                .sorted(Comparator.comparingLong(
                        each -> each.getKey().chars().filter(c -> c == '.').count()))
                .forEach(each ->
                        typed(each.getKey(), each.getValue(), schema).ifPresent(v -> put(out, each.getKey(), v)));
        return out;
    }

    private static Query read(byte[] body) {
        try {
            return Query.ofForm(body);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.BadRequest("The form is not encoded as forms are."));
        }
    }

    private static ObjectNode complete(ObjectNode fields, @Nullable IdentitySchemaForm schema) {
        if (schema != null) {
            schema.complete(fields);
        }
        return fields;
    }

    private static ObjectNode completeForm(ObjectNode fields, @Nullable IdentitySchemaForm schema) {
        if (schema != null) {
            schema.completeForm(fields);
        }
        return fields;
    }

    private static Optional<JsonNode> typed(String name, List<String> texts, @Nullable IdentitySchemaForm schema) {
        if (name.equals("transient_payload")) {
            return Optional.of(tree(texts.getFirst())
                    .orElseThrow(() -> new ProblemException(new Problem.BadRequest("transient_payload is not JSON."))));
        }
        if (schema == null) {
            return Optional.of(Json.tree(texts.getFirst()));
        }
        if (schema.field(name).isPresent()) {
            return schema.field(name).get().read(texts);
        }
        if (schema.isTree(name)) {
            return wholeTree(texts.getFirst());
        }
        // A page may hold fields of its own; a form has no way to leave them out.
        return name.startsWith("traits.") && !schema.declares(name)
                ? Optional.empty()
                : Optional.of(Json.tree(texts.getFirst()));
    }

    /** An object or a list in one field, as JSON. What is none stays text, so that validation can say what is wrong. */
    private static Optional<JsonNode> wholeTree(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : tree(text).filter(JsonNode::isContainerNode).or(() -> Optional.of(Json.tree(text)));
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.ofNullable(Json.ofClient(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void put(ObjectNode target, String path, JsonNode value) {
        ObjectNode at = target;
        String[] names = path.split("\\.");
        if (names.length == 0 || names.length > 20) {
            throw new ProblemException(new Problem.BadRequest("A field's name can't be read."));
        }
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = at.get(names[i]);
            at = next instanceof ObjectNode object ? object : at.putObject(names[i]);
        }
        at.set(names[names.length - 1], value);
    }

    /** Whether it came by a link: by GET, with query parameters for fields. */
    public boolean isByLink() {
        return form == Form.LINK;
    }

    /** Whether it brings what such a flow has sent to an address: a code, or the token of a link. */
    public boolean bringsSecretOf(FlowKind kind) {
        return switch (kind) {
            case RECOVERY -> !text("token").isEmpty();
            case VERIFICATION -> !text("token").isEmpty() || !text("code").isEmpty();
            case LOGIN, REGISTRATION, SETTINGS -> false;
        };
    }

    /** All fields, to be kept while their owner is elsewhere. */
    public ObjectNode kept() {
        ObjectNode kept = fields.deepCopy();
        kept.remove("csrf_token");
        return kept;
    }

    /** The first of these fields that has a text; empty when none has. */
    public String firstText(String... names) {
        return Arrays.stream(names)
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * A field as text: numbers and booleans in their JSON spelling, empty when it is absent, null
     * or not a single value.
     */
    public String text(String name) {
        JsonNode value = fields.get(name);
        return value == null || value.isNull() || !value.isValueNode() ? "" : value.asText();
    }

    /** Whether the field was sent at all. */
    public boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** A field that is a secret; empty when it is absent or the empty text. */
    public Optional<Secret> secret(String name) {
        String value = text(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(Secret.of(value));
    }

    /** A field as it was sent, or null. */
    public JsonNode value(String name) {
        return fields.get(name);
    }

    /** The traits, an empty object when none were sent. */
    public JsonNode traits() {
        return fields.path("traits").isMissingNode() || fields.path("traits").isNull()
                ? Json.object()
                : fields.get("traits");
    }

    /** The method that was pressed, empty when none. */
    public String method() {
        return text("method");
    }

    /** Shows JSON clients what they sent along, as the contract does when a form goes on. */
    public void showPayload(Flow flow) {
        if (form == Form.JSON) {
            JsonNode payload = transientPayload();
            flow.showOnce("transient_payload", payload == null ? Json.object() : payload);
        }
    }

    /**
     * What the client sent along for hooks, or null.
     *
     * @throws ProblemException with {@link Problem.BadRequest} when it is no JSON object
     */
    public JsonNode transientPayload() {
        JsonNode payload = fields.get("transient_payload");
        if (payload == null || payload.isNull() || payload.isObject()) {
            return payload;
        }
        throw new ProblemException(new Problem.BadRequest("transient_payload has to be a JSON object."));
    }

    /** The anti-forgery token, empty when none. */
    public String csrfToken() {
        return text("csrf_token");
    }
}
