package io.ostiary.contract.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.UiText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One form element.
 *
 * @param type {@code input}, {@code img}, {@code text}, {@code a}, {@code script} or {@code div}
 * @param group which method it belongs to, see {@link NodeGroup}
 * @param attributes by type
 * @param messages about this element
 * @param meta its label
 */
public record Node(String type, String group, Attributes attributes, List<UiText> messages, Meta meta) {

    /** The label of an element; {@code label} is absent when there is none. */
    @JsonInclude(Include.NON_NULL)
    public record Meta(UiText label) {}

    /** An input of a group. */
    public static Node input(NodeGroup group, Attributes attributes, UiText label) {
        return new Node("input", group.wire(), attributes, List.of(), new Meta(label));
    }

    /** The name or id that tells elements apart. */
    @JsonIgnore
    public String name() {
        return attributes.name() != null ? attributes.name() : attributes.id();
    }

    /** The same element with another value. */
    public Node withValue(JsonNode value) {
        return new Node(type, group, attributes.withValue(value), messages, meta);
    }

    /** The same element with one more message. */
    public Node withMessage(UiText message) {
        List<UiText> all = new ArrayList<>(messages);
        all.add(message);
        return new Node(type, group, attributes, List.copyOf(all), meta);
    }

    /** The same element without messages. */
    public Node withoutMessages() {
        return messages.isEmpty() ? this : new Node(type, group, attributes, List.of(), meta);
    }

    /** The same element, hidden. */
    public Node hidden() {
        return new Node(type, group, attributes.withType("hidden"), messages, meta);
    }

    /**
     * What somebody typed or chose in it; null for buttons, for secrets, for the anti-forgery token, and where there is
     * nothing.
     */
    @JsonIgnore
    public @Nullable JsonNode fieldValue() {
        JsonNode value = attributes.value();
        boolean isField = attributes.type() != null
                && !List.of("submit", "button", "password").contains(attributes.type())
                && !name().equals("csrf_token")
                && !name().equals("method");
        return isField && !isEmpty(value) ? value : null;
    }

    /** Whether it is a field that nobody has typed anything into. */
    @JsonIgnore
    public boolean isEmptyField() {
        return isEmpty(attributes.value());
    }

    private static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty();
    }

    /** Whether the element is in that group. */
    public boolean isIn(NodeGroup other) {
        return group.equals(other.wire());
    }
}
