package io.ostiary.flow.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .map(n -> n.name() + ":" + n.input().type())
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

        assertThat(email.input().required()).isTrue();
        assertThat(PERSON.nodes(NodeGroup.DEFAULT).get(2).input().required()).isNull();
    }

    @Test
    void callsTheSignInFieldByTheOneIdentifier() {
        assertThat(PERSON.identifierLabel().context().get("title").asText()).isEqualTo("Mail");
    }

    @Test
    void knowsObjects() {
        assertThat(PERSON.structures()).containsExactly("traits", "traits.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\": \"string\"}]",
                "[{}, {\"type\": \"string\"}]",
                "true",
                "{}",
                "{\"enum\": [\"a\", \"b\"]}",
                "{\"$ref\": \"#/definitions/untyped\"}",
                "{\"allOf\": [{\"type\": \"string\"}, {\"minLength\": 2}]}",
                "{\"type\": [\"string\", \"null\"]}"
            })
    void hasAFieldForEveryListOfSingleValues(String items) {
        IdentitySchemaForm form = ofTraits("{\"x\": {\"type\": \"array\", \"items\": " + items
                + "}, \"y\": {\"properties\": {\"z\": {\"type\": \"array\", \"items\": " + items + "}}}}");

        assertThat(form.structures()).containsExactly("traits", "traits.y");
        assertThat(names(form)).containsExactly("traits.x", "traits.y.z");
        assertThat(form.field("traits.x").orElseThrow().read(List.of("a")).orElseThrow())
                .isEqualTo(Json.tree(List.of("a")));
        assertThat(form.field("traits.x").orElseThrow().read(List.of("a", "b")).orElseThrow())
                .isEqualTo(Json.tree(List.of("a", "b")));
    }

    @Test
    void hasAFieldForListsThatSayNothingOfTheirItems() {
        IdentitySchemaForm form =
                ofTraits("{\"x\": {\"type\": \"array\"}, \"y\": {\"type\": \"array\", \"contains\": {\"const\": 5}}}");

        assertThat(names(form)).containsExactly("traits.x", "traits.y");
        assertThat(form.field("traits.y")
                        .orElseThrow()
                        .read(List.of("5"))
                        .orElseThrow()
                        .toString())
                .isEqualTo("[5]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"array\", \"items\": {\"type\": \"object\", \"required\": [\"a\"]}}",
                "{\"type\": \"array\", \"items\": {\"properties\": {\"a\": {}}}}",
                "{\"type\": \"array\", \"items\": {\"type\": \"array\"}}",
                "{\"type\": \"array\", \"items\": [{\"type\": \"object\"}]}",
                "{\"type\": \"array\"}",
                "{\"type\": [\"array\", \"null\"]}",
                "{\"type\": \"object\", \"minProperties\": 1}",
                "{\"type\": \"object\", \"allOf\": [{\"required\": [\"zip\"]}]}",
                "{\"type\": \"object\", \"oneOf\": [{\"required\": [\"zip\"]}, {\"required\": [\"town\"]}]}",
                "{\"type\": [\"object\", \"null\"], \"properties\": {\"a\": {\"type\": \"string\"}}}",
                "{\"oneOf\": [{\"type\": \"object\"}, {\"type\": \"null\"}]}"
            })
    void addsNothingThatTheSchemaWouldNotTake(String property) {
        ObjectNode sent = Json.object();

        ofTraits("{\"x\": " + property + "}").complete(sent);

        assertThat(sent).isEqualTo(Json.read("{\"traits\": {}}", JsonNode.class));
    }

    @Test
    void leavesOutWhatIsWithinAnObjectThatIsLeftOut() {
        IdentitySchemaForm form = ofTraits("""
                {"x": {"type": ["object", "null"], "required": ["zip", "agreed"], "properties": {"zip": {"type": "string"},
                  "agreed": {"type": "boolean"}, "more": {"type": "object"}}}}
                """);
        ObjectNode without = Json.object();
        ObjectNode with = Json.read("{\"traits\": {\"x\": {\"zip\": \"1\"}}}", ObjectNode.class);

        form.complete(without);
        form.complete(with);

        assertThat(without.at("/traits/x").isMissingNode()).isTrue();
        assertThat(with.at("/traits/x/more").isObject()).isTrue();
        assertThat(form.field("traits.x.agreed").orElseThrow().read(List.of("")))
                .isEmpty();
    }

    @Test
    void makesAnOptionalObjectThatHasFieldsAlsoInPlaceOfText() {
        IdentitySchemaForm form = ofTraits("""
                {"x": {"type": "object", "required": ["zip"], "properties": {"zip": {"type": "string"},
                  "geo": {"type": "object", "required": ["lat"], "properties": {"lat": {"type": "number"}}}}}}
                """);
        ObjectNode without = Json.object();
        ObjectNode text = Json.read("{\"traits\": {\"x\": \"Bern\"}}", ObjectNode.class);

        form.complete(without);
        form.complete(text);

        assertThat(without.toString()).isEqualTo("{\"traits\":{\"x\":{\"geo\":{}}}}");
        assertThat(text.toString()).isEqualTo("{\"traits\":{\"x\":{\"geo\":{}}}}");
    }

    @Test
    void refusesThatAPagesFormLacksAListOfObjects() {
        IdentitySchemaForm form = ofTraits("""
                {"pets": {"type": "array", "items": {"type": "object"}}, "tags": {"type": "array"}}""");
        ObjectNode json = Json.object();
        ObjectNode page = Json.object();

        form.complete(json);
        form.completeForm(page);

        assertThat(json.toString()).isEqualTo("{\"traits\":{}}");
        assertThat(page.toString()).isEqualTo("{\"traits\":{\"pets\":{}}}");
    }

    @Test
    void makesARequiredObjectSoThatItsFieldsCanBeComplainedAbout() {
        ObjectNode sent = Json.object();

        new IdentitySchemaForm("person", Json.read("""
                        {"properties": {"traits": {"type": "object", "required": ["x"], "properties": {
                          "x": {"type": "object", "required": ["zip"], "properties": {"zip": {"type": "string"}}}}}}}
                        """, JsonNode.class)).complete(sent);

        assertThat(sent.at("/traits/x").isObject()).isTrue();
    }

    @Test
    void hasFieldsForWhatStandsInAlternativesOfAProperty() {
        IdentitySchemaForm form = ofTraits("""
                {"contact": {"oneOf": [
                    {"type": "object", "properties": {"phone": {"type": "string"}}},
                    {"type": "object", "properties": {"fax": {"type": "string"}}}]},
                 "home": {"allOf": [{"$ref": "#/definitions/place"}]},
                 "nick": {"allOf": [{"type": "string"}, {"minLength": 2}]},
                 "size": {"anyOf": [{"type": "integer"}, {"type": "number"}]},
                 "maybe": {"type": ["object", "null"], "properties": {"a": {"type": "string"}}}}
                """);

        assertThat(names(form))
                .containsExactly(
                        "traits.contact.phone",
                        "traits.contact.fax",
                        "traits.home.town",
                        "traits.nick",
                        "traits.size",
                        "traits.maybe.a");
        assertThat(form.field("traits.size").orElseThrow().type()).isEqualTo("number");
    }

    private static IdentitySchemaForm ofTraits(String properties) {
        return new IdentitySchemaForm("odd", Json.read("""
                        {"properties": {"traits": {"type": "object", "properties": %s}},
                         "definitions": {"untyped": {"minLength": 1},
                           "place": {"type": "object", "properties": {"town": {"type": "string"}}}}}
                        """.formatted(properties), JsonNode.class));
    }

    private static List<String> names(IdentitySchemaForm form) {
        return form.fields().stream().map(SchemaField::path).toList();
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
