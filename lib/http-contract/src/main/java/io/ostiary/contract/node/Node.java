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
    public record Meta(@Nullable UiText label) {}

    /** An element of a group, without a message. */
    public static Node of(NodeGroup group, Attributes attributes, @Nullable UiText label) {
        return new Node(attributes.nodeType(), group.wire(), attributes, List.of(), new Meta(label));
    }

    /** An input of a group. */
    public static Node input(NodeGroup group, Attributes.Input attributes, @Nullable UiText label) {
        return of(group, attributes, label);
    }

    /** The name or id that tells elements apart. */
    @JsonIgnore
    public String name() {
        return attributes.key();
    }

    /**
     * The attributes of an input.
     *
     * @throws IllegalStateException when it is none
     */
    public Attributes.Input input() {
        if (attributes instanceof Attributes.Input input) {
            return input;
        }
        throw new IllegalStateException(name() + " is no input");
    }

    /** What it holds now; null where it is no input, or one without a value. */
    public @Nullable JsonNode value() {
        return attributes instanceof Attributes.Input input ? input.value() : null;
    }

    /** The same input with another value. */
    public Node withValue(@Nullable JsonNode value) {
        return with(input().withValue(value));
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

    /** The same input, hidden. */
    public Node hidden() {
        return with(input().withType("hidden"));
    }

    private Node with(Attributes other) {
        return new Node(type, group, other, messages, meta);
    }

    /**
     * What somebody typed or chose in it; null for buttons, for secrets, for the anti-forgery token, and where there is
     * nothing.
     */
    @JsonIgnore
    public @Nullable JsonNode fieldValue() {
        boolean isField = attributes instanceof Attributes.Input input
                && input.keepsInput()
                && !name().equals("csrf_token")
                && !name().equals("method");
        return isField && !isEmptyField() ? value() : null;
    }

    /** Whether it is a field that nobody has typed anything into. */
    @JsonIgnore
    public boolean isEmptyField() {
        JsonNode value = value();
        return value == null
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty();
    }

    /** Whether the element is in that group. */
    public boolean isIn(NodeGroup other) {
        return group.equals(other.wire());
    }
}
