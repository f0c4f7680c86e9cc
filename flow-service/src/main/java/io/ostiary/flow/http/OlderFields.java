package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaField;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static Map<String, JsonNode> json(byte[] body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree != null && tree.isObject()) {
                tree.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
                return fields;
            }
        } catch (IOException e) {
            // Told below; the parser's words may hold what was typed.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }

    private Map<String, JsonNode> form(byte[] body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        form(body, fields);
        return fields;
    }

    private void form(byte[] body, Map<String, JsonNode> fields) {
        try {
            Query.ofForm(body)
                    .values()
                    .forEach((name, texts) -> typed(name, texts).ifPresent(value -> fields.put(name, value)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.BadRequest("The form is not encoded as forms are."));
        }
    }

    private Optional<JsonNode> typed(String name, List<String> texts) {
        Optional<SchemaField> field = OlderSubmission.field(schema, name);
        if (field.isEmpty()) {
            return Optional.of(Json.tree(texts.getFirst()));
        }
        // What has to be there is said to be wrong when it is empty, not to be missing.
        boolean emptyText = texts.getFirst().isEmpty()
                && field.get().needed()
                && "string".equals(field.get().type());
        return emptyText ? Optional.of(Json.tree("")) : field.get().read(texts);
    }
}
