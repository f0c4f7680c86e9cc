package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One field of an identity schema.
 *
 * @param path where it is, such as {@code traits.name.first}
 * @param type the JSON type: {@code string}, {@code number}, {@code integer}, {@code boolean} or
 *     {@code array}
 * @param itemType the JSON type of an array's items, or null
 * @param required whether its object requires it
 * @param needed whether the objects around it are required, too
 * @param schema its part of the schema
 */
public record SchemaField(
        String path, String type, @Nullable String itemType, boolean required, boolean needed, JsonNode schema) {

    private static final int MOST_OPTIONS = 100;
    private static final int MOST_DIGITS = 300;

    /** Whether sign-in finds people by it. */
    public boolean isIdentifier() {
        JsonNode credentials = schema.path("ory.sh/kratos").path("credentials");
        return credentials.path("password").path("identifier").asBoolean()
                || credentials.path("webauthn").path("identifier").asBoolean()
                || credentials.path("passkey").path("display_name").asBoolean()
                || credentials.path("totp").path("account_name").asBoolean()
                || credentials.path("code").path("identifier").asBoolean();
    }

    /** Whether authenticator apps show it as the account's name. */
    public boolean isAccountName() {
        return schema.at("/ory.sh~1kratos/credentials/totp/account_name").asBoolean();
    }

    /** Its title, empty when it has none. */
    public String title() {
        return schema.path("title").asText("");
    }

    /** The form element, without a value. */
    public Node node(NodeGroup group) {
        Attributes.Input attributes = Attributes.input(path, inputType())
                .asRequired(required)
                .withAutocomplete(autocomplete())
                .withPattern(schema.path("pattern").asText(null))
                .withOptions(options());
        return Node.input(group, attributes, label());
    }

    private @Nullable UiText label() {
        return title().isEmpty() ? null : Text.LABEL_OF_SCHEMA.with("title", title(), "name", path);
    }

    private String inputType() {
        String byFormat = switch (schema.path("format").asText("")) {
            case "date-time" -> "datetime-local";
            case "email" -> "email";
            case "tel" -> "tel";
            case "date" -> "date";
            case "uri" -> "url";
            default -> null;
        };
        if (byFormat != null) {
            return byFormat;
        }
        return switch (type) {
            case "number", "integer" -> "number";
            case "boolean" -> "checkbox";
            default -> "text";
        };
    }

    private @Nullable String autocomplete() {
        return switch (schema.path("format").asText("")) {
            case "email" -> "email";
            case "tel" -> "tel";
            case "uri" -> "url";
            default -> null;
        };
    }

    private @Nullable List<Attributes.Option> options() {
        JsonNode values = schema.path("enum");
        if (!values.isArray() || values.isEmpty()) {
            return null;
        }
        return StreamSupport.stream(values.spliterator(), false)
                .limit(MOST_OPTIONS)
                .map(v -> new Attributes.Option(v, null))
                .toList();
    }

    /**
     * Reads a form's text as this field's type. What doesn't fit stays text, so that validation can
     * say what is wrong. Of several texts the first counts; of a checkbox the last, for many pages have a hidden field
     * before it that says no.
     *
     * @param texts every value the form sent under this name, in order
     * @return empty when the form left an optional field empty
     */
    public Optional<JsonNode> read(List<String> texts) {
        return isList() || !one(texts).isEmpty()
                ? Optional.of(readAsSent(texts))
                : Optional.ofNullable(needed ? emptyValue() : null);
    }

    /** Reads a form's text as {@link #read} does; an empty one is what was sent, and no absence. */
    public JsonNode readAsSent(List<String> texts) {
        return isList() ? list(texts) : scalar(type, one(texts));
    }

    /** Whether it has many values. */
    public boolean isList() {
        return "array".equals(type);
    }

    private String one(List<String> texts) {
        return "boolean".equals(type) ? texts.getLast() : texts.getFirst();
    }

    private JsonNode list(List<String> texts) {
        List<JsonNode> items = new ArrayList<>();
        texts.forEach(t -> items.add(scalar(itemType, t)));
        return Json.tree(items);
    }

    /** What an empty field of a form means where the schema requires one; null: it is absent. */
    private @Nullable JsonNode emptyValue() {
        return switch (type) {
            case "number", "integer" -> Json.tree(0);
            case "boolean" -> Json.tree(false);
            default -> null;
        };
    }

    private static JsonNode scalar(@Nullable String type, String text) {
        return switch (type == null ? "string" : type) {
            case "number", "integer" -> number(text);
            case "boolean" -> bool(text);
            default -> Json.tree(text);
        };
    }

    /** A number within the bounds that JSON has here: its digits take quadratic time to read. */
    private static JsonNode number(String text) {
        String digits = text.strip();
        if (digits.length() > MOST_DIGITS) {
            return Json.tree(text);
        }
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > MOST_DIGITS ? Json.tree(text) : Json.tree(number);
        } catch (NumberFormatException e) {
            return Json.tree(text);
        }
    }

    /** All spellings of the contract; what browsers send for a checkbox without a value is none of them. */
    private static JsonNode bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "t", "T", "1" -> Json.tree(true);
            case "false", "False", "FALSE", "f", "F", "0" -> Json.tree(false);
            default -> Json.tree(text);
        };
    }
}
