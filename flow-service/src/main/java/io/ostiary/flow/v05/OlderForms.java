package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.OlderSubmission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Forms as {@code methods.<method>.config}: the same elements as in {@code ui.nodes}, by method, without labels and
 * buttons. Methods that came later have no form here.
 */
final class OlderForms {

    private static final String CSRF = "csrf_token";
    private static final String TRAITS = "traits.";

    private final Flow flow;
    private final List<Node> nodes;
    private final boolean alone;
    private final Function<MethodName, String> action;

    private OlderForms(Flow flow, Function<MethodName, String> action) {
        this.flow = flow;
        this.nodes = flow.ui().nodes().asList();
        this.alone = nodes.stream().filter(node -> !node.messages().isEmpty()).count() == 1;
        this.action = action;
    }

    /**
     * The forms of a flow.
     *
     * @param action where a method's form goes
     */
    static ObjectNode of(Flow flow, Function<MethodName, String> action) {
        return new OlderForms(flow, action).methods();
    }

    /** Whether somebody has submitted the flow: those for letters name their method from the beginning. */
    static boolean wasSubmitted(Flow flow) {
        return switch (flow.kind()) {
            case LOGIN, REGISTRATION, SETTINGS -> true;
            case RECOVERY, VERIFICATION ->
                flow.state() != FlowState.CHOOSE_METHOD
                        || flow.ui().nodes().asList().stream()
                                .anyMatch(node -> !node.messages().isEmpty());
        };
    }

    private ObjectNode methods() {
        ObjectNode out = Json.object();
        switch (flow.kind()) {
            case LOGIN -> put(out, MethodName.PASSWORD, login());
            case REGISTRATION -> put(out, MethodName.PASSWORD, registration());
            case SETTINGS -> {
                put(out, MethodName.PASSWORD, settingsPassword());
                put(out, MethodName.PROFILE, profile());
            }
            case RECOVERY, VERIFICATION -> put(out, MethodName.LINK, link());
        }
        return out;
    }

    private void put(ObjectNode out, MethodName method, List<ObjectNode> fields) {
        if (fields.isEmpty()) {
            return;
        }
        ObjectNode form = out.putObject(method.wire());
        form.put("method", method.wire());
        ObjectNode config = form.putObject("config");
        config.put("action", action.apply(method));
        config.put("method", "POST");
        config.putArray("fields").addAll(fields);
        ArrayNode messages = OlderTexts.ofMethod(flow.ui().messages());
        if (!messages.isEmpty() && isActive(method)) {
            config.set("messages", messages);
        }
    }

    private boolean isActive(MethodName method) {
        return flow.active() == null || flow.active().equals(method.wire());
    }

    private List<ObjectNode> login() {
        return find("password")
                .map(password -> Stream.concat(
                                find("identifier").map(each -> field(each, "text", true)).stream(),
                                Stream.of(field(password, "password", true), csrf()))
                        .toList())
                .orElse(List.of());
    }

    private List<ObjectNode> registration() {
        return find("password")
                .map(password -> Stream.concat(
                                Stream.of(csrf(), field(password, "password", true)),
                                traits().map(each -> field(each, each.input().type(), false)))
                        .toList())
                .orElse(List.of());
    }

    private List<ObjectNode> settingsPassword() {
        return find("password")
                .map(password -> List.of(field(password, "password", true), csrf()))
                .orElse(List.of());
    }

    private List<ObjectNode> profile() {
        List<ObjectNode> fields = traits().map(each -> field(each, OlderSubmission.typeOf(flow, each), false))
                .toList();
        return fields.isEmpty()
                ? fields
                : Stream.concat(Stream.of(csrf()), fields.stream()).toList();
    }

    /** A link that was opened ends its flow, whose form is shown all the same. */
    private List<ObjectNode> link() {
        Optional<Node> email = find("email");
        if (email.isPresent()) {
            ObjectNode field = field(email.get(), "email", true);
            if (!email.get().messages().isEmpty() && !field.has("value")) {
                field.put("value", "");
            }
            return List.of(csrf(), field);
        }
        ObjectNode field = Json.object();
        field.put("name", "email").put("type", "email").put("required", true);
        JsonNode address = flow.state(MethodName.LINK).get("address");
        if (address != null) {
            field.set("value", address);
        }
        return List.of(csrf(), field);
    }

    private Optional<Node> find(String name) {
        return flow.ui().nodes().find(name);
    }

    private Stream<Node> traits() {
        return nodes.stream().filter(node -> node.name().startsWith(TRAITS));
    }

    private ObjectNode csrf() {
        ObjectNode out = Json.object();
        out.put("name", CSRF).put("type", "hidden").put("required", true);
        out.put("value", flow.csrfToken() == null ? "" : flow.csrfToken());
        return out;
    }

    private ObjectNode field(Node node, String type, boolean required) {
        ObjectNode out = Json.object();
        out.put("name", node.name());
        out.put("type", type);
        if (required) {
            out.put("required", true);
        }
        JsonNode value = node.value();
        if (value != null && !value.isNull() && !"password".equals(type)) {
            out.set("value", value);
        }
        ArrayNode messages = OlderTexts.ofField(node, alone, OlderSubmission.cameEmpty(flow, node.name()));
        if (!messages.isEmpty()) {
            out.set("messages", messages);
        }
        return out;
    }
}
