package io.ostiary.ui.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A node of a form ({@code uiNode} of the contract). What kind of thing it is says {@code type};
 * whom it belongs to, {@code group}.
 *
 * @param type {@code input}, {@code text}, {@code img}, {@code a}, {@code script} or {@code div}
 * @param group method that it belongs to, or {@code default}
 * @param attributes as the server gave them
 * @param messages what is to be said about it
 * @param label what it is called
 */
public record Node(String type, String group, JsonNode attributes, List<Message> messages, Optional<Message> label) {

    public Node {
        messages = List.copyOf(messages);
    }

    static Node of(JsonNode json) {
        JsonNode label = json.path("meta").path("label");
        return new Node(
                json.path("type").asText(),
                json.path("group").asText("default"),
                json.path("attributes"),
                messages(json.path("messages")),
                label.has("text") ? Optional.of(Message.of(label)) : Optional.empty());
    }

    static List<Message> messages(JsonNode list) {
        List<Message> messages = new ArrayList<>();
        list.forEach(each -> messages.add(Message.of(each)));
        return messages;
    }

    /** Name of the field, or id of what is no field. */
    public String name() {
        return attribute("name").or(() -> attribute("id")).orElse("");
    }

    /** Type of an input; empty for other nodes. */
    public String inputType() {
        return isInput() ? attribute("type").orElse("text") : "";
    }

    public boolean isInput() {
        return type.equals("input");
    }

    public boolean isHidden() {
        return inputType().equals("hidden");
    }

    public boolean isSubmit() {
        return inputType().equals("submit");
    }

    public boolean isButton() {
        return inputType().equals("button");
    }

    /** Something a person fills in. */
    public boolean isField() {
        return isInput() && !isHidden() && !isSubmit() && !isButton();
    }

    /** The value as a form sends it; empty when there is none. */
    public String value() {
        JsonNode value = attributes.path("value");
        if (value.isContainerNode()) {
            return value.toString();
        }
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    public boolean isRequired() {
        return attributes.path("required").asBoolean(false);
    }

    /** Whether it may be left empty; false too when nobody knows. */
    public boolean isOptional() {
        return !isRequired() && !attributes.path("required").isNull();
    }

    public boolean isDisabled() {
        return attributes.path("disabled").asBoolean(false);
    }

    /** Values of which one is to be chosen; empty when anything may be entered. */
    public List<String> options() {
        return StreamSupport.stream(attributes.path("options").spliterator(), false)
                .map(each -> each.path("value").asText())
                .toList();
    }

    /** A text attribute. */
    public Optional<String> attribute(String key) {
        JsonNode value = attributes.path(key);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    public boolean hasErrors() {
        return messages.stream().anyMatch(Message::isError);
    }
}
