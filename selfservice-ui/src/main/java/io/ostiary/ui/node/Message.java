package io.ostiary.ui.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A text of the server ({@code uiText} of the contract).
 *
 * @param id message id, such as 4000006
 * @param text the server's words, in English
 * @param type {@code info}, {@code success} or {@code error}
 * @param context values that the text mentions
 */
public record Message(long id, String text, String type, Map<String, String> context) {

    public Message {
        context = Map.copyOf(context);
    }

    static Message of(JsonNode json) {
        Map<String, String> context = new LinkedHashMap<>();
        json.path("context").fields().forEachRemaining(each -> context.put(each.getKey(), value(each.getValue())));
        return new Message(
                json.path("id").asLong(),
                json.path("text").asText(),
                json.path("type").asText("info"),
                context);
    }

    public boolean isError() {
        return type.equals("error");
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        return value.isValueNode() ? value.asText() : "";
    }
}
