package io.ostiary.flow.method.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows traits in a form, one element for each single value: {@code traits.name.first}, {@code
 * traits.tags.0}. What was typed is shown as well, whatever it is, so it is so much and no more.
 */
final class TraitsNodes {

    /** The most values that are shown. */
    static final int MOST = 300;

    private static final String PREFIX = "traits";

    private final Nodes nodes;
    private final Set<String> names;
    private final boolean withValues;
    private int shown;

    private TraitsNodes(Nodes nodes, boolean withValues) {
        this.nodes = nodes;
        this.withValues = withValues;
        this.names = nodes.asList().stream().map(Node::name).collect(Collectors.toCollection(HashSet::new));
    }

    /** Shows traits in the fields of a form; values without a field get one. */
    static void show(Nodes nodes, JsonNode traits) {
        new TraitsNodes(nodes, true).show(PREFIX, traits);
    }

    /** Gives values without a field one that is empty: a form that is refused keeps the fields it had (contract). */
    static void addFields(Nodes nodes, JsonNode traits) {
        new TraitsNodes(nodes, false).show(PREFIX, traits);
    }

    private void show(String name, JsonNode value) {
        if (shown >= MOST) {
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> part : value.properties()) {
                show(name + "." + part.getKey().replace(".", "\\."), part.getValue());
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                show(name + "." + i, value.get(i));
            }
        } else if (!name.equals(PREFIX)) {
            shown++;
            showSingle(name, value.isNull() ? null : value);
        }
    }

    private void showSingle(String name, @Nullable JsonNode value) {
        if (names.add(name)) {
            @Nullable JsonNode shownValue = withValues ? value : null;
            nodes.append(Node.input(
                    NodeGroup.PROFILE, Attributes.input(name, type(value)).withValue(shownValue), null));
        } else if (withValues) {
            nodes.setValue(name, value);
        }
    }

    private static String type(@Nullable JsonNode value) {
        if (value == null || value.isTextual()) {
            return "text";
        }
        return value.isNumber() ? "number" : "checkbox";
    }
}
