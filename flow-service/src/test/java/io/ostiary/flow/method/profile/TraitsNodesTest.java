package io.ostiary.flow.method.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraitsNodesTest {

    private final Nodes nodes = new Nodes(List.of(
            element("traits.email", "old@example.org"),
            element("traits.name.first", "Ann"),
            element("method", "profile")));

    private static Node element(String name, String value) {
        return Node.input(NodeGroup.PROFILE, Attributes.input(name, "text").withValue(Json.tree(value)), null);
    }

    private String value(String name) {
        return nodes.find(name).orElseThrow().value() == null
                ? null
                : nodes.find(name).orElseThrow().value().asText();
    }

    @Test
    void showsValuesInTheirElements() {
        TraitsNodes.show(nodes, Json.read("{\"email\":\"new@example.org\"}", JsonNode.class));

        assertThat(value("traits.email")).isEqualTo("new@example.org");
        assertThat(value("method")).isEqualTo("profile");
    }

    @Test
    void givesValuesWithoutAnElementOne() {
        TraitsNodes.show(
                nodes, Json.read("{\"tags\":[\"a\",\"b\"],\"shoe\":44,\"agreed\":true,\"note\":null}", JsonNode.class));

        assertThat(value("traits.tags.1")).isEqualTo("b");
        assertThat(nodes.find("traits.shoe").orElseThrow().input().type()).isEqualTo("number");
        assertThat(nodes.find("traits.agreed").orElseThrow().input().type()).isEqualTo("checkbox");
        assertThat(value("traits.note")).isNull();
    }

    @Test
    void showsSoManyValuesAndNoMore() {
        TraitsNodes.show(nodes, Json.tree(Map.of("x", Collections.nCopies(500_000, 0))));

        assertThat(nodes.size()).isEqualTo(3 + TraitsNodes.MOST);
    }

    @Test
    void ignoresTraitsThatAreNoObject() {
        TraitsNodes.show(nodes, Json.tree("nonsense"));

        assertThat(nodes.size()).isEqualTo(3);
    }
}
