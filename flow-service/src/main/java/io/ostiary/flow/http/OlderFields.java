package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.form.IdentitySchemaForm;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a submission in the older contract, flat as they came.
 *
 * @param schema types the traits of a form; null: the flow has none
 */
record OlderFields(@Nullable IdentitySchemaForm schema) {

    /**
     * Reads a body.
     *
     * @throws ProblemException with {@link Problem.BadRequest} when it can't be read
     */
    Map<String, JsonNode> read(@Nullable String contentType, byte[] body) {
        String type =
                contentType == null ? "" : contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/json" -> json(body);
            case "application/x-www-form-urlencoded" -> form(body);
            default ->
                throw new ProblemException(
                        new Problem.BadRequest("The body has to be JSON or a form, and Content-Type has to say so."));
        };
    }

    private Map<String, JsonNode> json(byte[] body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree != null && tree.isObject()) {
                tree.properties().forEach(each -> fields.put(each.getKey(), typed(each.getKey(), each.getValue())));
                return fields;
            }
        } catch (IOException e) {
            // Told below; the parser's words may hold what was typed.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }

    /** A trait is its text, read as its type, in JSON as in a form: a number may come as a text, and the other way round. */
    private JsonNode typed(String name, JsonNode value) {
        return OlderSubmission.field(schema, name)
                .map(field -> field.readAsSent(field.isList() ? texts(value) : List.of(text(value))))
                .orElse(value);
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(OlderFields::text).toList() : List.of(text(value));
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private Map<String, JsonNode> form(byte[] body) {
        if (body.length == 0) {
            throw new ProblemException(new Problem.BadRequest("The form is empty."));
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        try {
            Query.ofForm(body).values().forEach((name, texts) -> fields.put(name, typed(name, texts)));
            return fields;
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.BadRequest("The form is not encoded as forms are."));
        }
    }

    private JsonNode typed(String name, List<String> texts) {
        return OlderSubmission.field(schema, name)
                .map(field -> field.readAsSent(texts))
                .orElseGet(() -> Json.tree(texts.getFirst()));
    }
}
