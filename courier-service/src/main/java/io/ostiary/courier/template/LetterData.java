package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a template was given. The words of the contract ({@code verification_code}, …) and the
 * plain ones are both known.
 */
final class LetterData {

    private final JsonNode data;

    LetterData(JsonNode data) {
        this.data = data;
    }

    String text(String key) {
        JsonNode value = data.path(key);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** The one-time code, or an empty text. */
    String code() {
        return text("code").isEmpty() ? endingIn("_code") : text("code");
    }

    /** The link that does the same as the code, or an empty text. */
    String link() {
        return text("link").isEmpty() ? linkOfContract() : text("link");
    }

    /** How long code and link live, in minutes; 0 when unknown. */
    int minutes() {
        return data.path("expires_in_minutes").asInt(0);
    }

    private String linkOfContract() {
        return Optional.of(text("verification_url"))
                .filter(url -> !url.isEmpty())
                .orElse(text("recovery_url"));
    }

    private String endingIn(String end) {
        if (data instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (field.getKey().endsWith(end) && field.getValue().isTextual()) {
                    return field.getValue().asText();
                }
            }
        }
        return "";
    }
}
