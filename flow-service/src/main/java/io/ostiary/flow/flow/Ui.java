package io.ostiary.flow.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form that a flow shows: its address, its elements and its messages. */
public final class Ui {

    private String action;
    private String method;
    private final Nodes nodes;
    private final List<UiText> messages;

    public Ui(String action) {
        this(action, "POST", new Nodes(), List.of());
    }

    @com.fasterxml.jackson.annotation.JsonCreator
    Ui(
            @JsonProperty("action") String action,
            @JsonProperty("method") String method,
            @JsonProperty("nodes") Nodes nodes,
            @JsonProperty("messages") List<UiText> messages) {
        this.action = action;
        this.method = method;
        this.nodes = nodes;
        this.messages = new ArrayList<>(messages == null ? List.of() : messages);
    }

    @JsonProperty("action")
    public String action() {
        return action;
    }

    @JsonProperty("method")
    public String method() {
        return method;
    }

    @JsonProperty("nodes")
    public Nodes nodes() {
        return nodes;
    }

    @JsonProperty("messages")
    @JsonInclude(Include.NON_EMPTY)
    public List<UiText> messages() {
        return List.copyOf(messages);
    }

    /** Makes the form a mere way on: nothing to fill in, only a link to follow. */
    public void endAt(String address) {
        action = address;
        method = "GET";
        messages.clear();
        nodes.clear();
    }

    /** Where the form goes from now on. */
    public void sendTo(String address) {
        action = address;
    }

    /** Removes the messages of the form and of its elements. */
    public void clearMessages() {
        messages.clear();
        nodes.clearMessages();
    }

    /** Replaces the form's own messages by one. */
    public void setMessage(UiText message) {
        messages.clear();
        messages.add(message);
    }

    /** Replaces the form's own messages by one, or by none. */
    public void say(@Nullable UiText message) {
        messages.clear();
        if (message != null) {
            messages.add(message);
        }
    }

    /** Has the form say what another one says, beside the fields that both have. */
    void saysAs(Ui other) {
        clearMessages();
        messages.addAll(other.messages);
        for (Node node : other.nodes) {
            node.messages().stream()
                    .filter(text -> !nodes.addMessage(node.name(), text))
                    .forEach(messages::add);
        }
    }

    /** Adds a message about the whole form. */
    public void addMessage(UiText message) {
        messages.add(message);
    }

    /**
     * Adds a message about a field; a field without an element gets one, so that the message is not
     * lost.
     *
     * @param field null or empty: about the whole form
     */
    public void addMessage(NodeGroup group, @Nullable String field, UiText message) {
        if (field == null || field.isEmpty()) {
            addMessage(message);
        } else if (!nodes.addMessage(field, message)) {
            nodes.append(Node.input(group, plainText(field), null).withMessage(message));
        }
    }

    private static Attributes.Input plainText(String field) {
        return Attributes.input(field, "text");
    }

    /**
     * Puts what was typed back into the elements: {@code traits.name.first} for nested values,
     * {@code traits.tags.0} for those of lists.
     */
    public void keepValues(String prefix, JsonNode values) {
        if (values == null) {
            return;
        }
        if (values.isObject()) {
            for (Map.Entry<String, JsonNode> value : values.properties()) {
                keepValues(prefix + "." + value.getKey(), value.getValue());
            }
        } else if (values.isArray()) {
            for (int i = 0; i < values.size(); i++) {
                keepValues(prefix + "." + i, values.get(i));
            }
        } else {
            nodes.setValue(prefix, values);
        }
    }

    /** Sets the anti-forgery element, where it stands or at the end. */
    public void setCsrf(String token) {
        nodes.upsert(Node.input(
                NodeGroup.DEFAULT, Attributes.hidden("csrf_token", token).asRequired(), null));
    }

    /** Whether it shows something rather than asks for it, such as a secret that is shown once. */
    boolean showsSecrets() {
        return nodes.asList().stream()
                .map(Node::attributes)
                .anyMatch(each -> each instanceof Attributes.Image || each instanceof Attributes.Text);
    }

    /** The form as it is stored. */
    String toText() {
        return Json.text(this);
    }
}
