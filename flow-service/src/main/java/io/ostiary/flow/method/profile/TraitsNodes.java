package io.ostiary.flow.method.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.util.Map;

/**
 * Shows traits in a form, one element for each single value: {@code traits.name.first}, {@code
 * traits.tags.0}.
 */
final class TraitsNodes {

    private static final String PREFIX = "traits";

    private TraitsNodes() {}

    /** Shows traits in the fields of a form; values without a field get one. */
    static void show(Nodes nodes, JsonNode traits) {
        show(nodes, PREFIX, traits);
    }

    private static void show(Nodes nodes, String name, JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> part : value.properties()) {
                show(nodes, name + "." + part.getKey().replace(".", "\\."), part.getValue());
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                show(nodes, name + "." + i, value.get(i));
            }
        } else if (!name.equals(PREFIX)) {
            showSingle(nodes, name, value.isNull() ? null : value);
        }
    }

    private static void showSingle(Nodes nodes, String name, JsonNode value) {
        if (nodes.find(name).isPresent()) {
            nodes.setValue(name, value);
        } else {
            nodes.append(Node.input(
                    NodeGroup.PROFILE, Attributes.input(name, type(value)).withValue(value), null));
        }
    }

    private static String type(JsonNode value) {
        if (value == null || value.isTextual()) {
            return "text";
        }
        return value.isNumber() ? "number" : "checkbox";
    }
}
