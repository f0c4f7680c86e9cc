package io.ostiary.flow.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitySchemaFormTest {

    static final IdentitySchemaForm PERSON = new IdentitySchemaForm("person", Json.read("""
                            {"properties": {"traits": {"type": "object", "required": ["email", "agreed"], "properties": {
                              "email": {"type": "string", "format": "email", "title": "Mail",
                                "ory.sh/kratos": {"credentials": {"password": {"identifier": true}}}},
                              "name": {"type": "object", "properties": {"first": {"type": "string"}}},
                              "age": {"type": "integer"},
                              "agreed": {"type": "boolean"},
                              "tags": {"type": "array", "items": {"type": "string"}},
                              "note": {"type": ["string", "null"]},
                              "pets": {"type": "array", "items": {"type": "object"}}
                            }}}}
                            """, JsonNode.class));

    @Test
    void drawsFieldsInTheOrderOfTheDocument() {
        List<String> drawn = PERSON.nodes(NodeGroup.DEFAULT).stream()
                .map(n -> n.name() + ":" + n.attributes().type())
                .toList();

        assertThat(drawn)
                .containsExactly(
                        "traits.email:email",
                        "traits.name.first:text",
                        "traits.age:number",
                        "traits.agreed:checkbox",
                        "traits.tags:text");
    }

    @Test
    void marksWhatTheSchemaRequires() {
        Node email = PERSON.nodes(NodeGroup.DEFAULT).getFirst();

        assertThat(email.attributes().required()).isTrue();
        assertThat(PERSON.nodes(NodeGroup.DEFAULT).get(2).attributes().required())
                .isNull();
    }

    @Test
    void callsTheSignInFieldByTheOneIdentifier() {
        assertThat(PERSON.identifierLabel().context().get("title").asText()).isEqualTo("Mail");
    }

    @Test
    void knowsObjectsAndListsOfObjects() {
        assertThat(PERSON.structures()).containsExactly("traits", "traits.name", "traits.pets");
    }

    @Test
    void refusesASchemaThatRefersToItself() {
        JsonNode loop = Json.read("""
                        {"properties": {"traits": {"$ref": "#/definitions/a"}},
                         "definitions": {"a": {"type": "object", "properties": {"a": {"$ref": "#/definitions/a"}}}}}
                        """, JsonNode.class);

        assertThatThrownBy(() -> new IdentitySchemaForm("loop", loop)).hasMessageContaining("loop");
    }
}
