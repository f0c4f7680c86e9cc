package io.ostiary.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaForm form = new SchemaForm(json("""
            {"properties": {"traits": {"type": "object", "required": ["email", "terms"], "properties": {
              "email": {"type": "string", "format": "email", "title": "E-mail"},
              "name": {"type": "object", "title": "Name", "required": ["first"], "properties": {
                "first": {"type": "string"}, "a/b~c": {"type": "string"}}},
              "age": {"type": "integer"},
              "score": {"type": "number"},
              "news": {"type": "boolean"},
              "terms": {"type": "boolean"},
              "size": {"enum": ["s", "m"]},
              "tags": {"type": "array", "title": "Tags"},
              "level": {"enum": [1, 2]},
              "any": {"$ref": "#/definitions/any"}
            }}}}"""));

    @Test
    void hasAFieldForWhatIsOneValue() {
        assertThat(form.fields())
                .extracting(TraitField::pointer, TraitField::label, TraitField::kind, TraitField::required)
                .map(Object::toString)
                .containsExactly(
                        "(\"/email\", \"E-mail\", TEXT, true)",
                        "(\"/name/first\", \"Name: first\", TEXT, false)",
                        "(\"/name/a~1b~0c\", \"Name: a/b~c\", TEXT, false)",
                        "(\"/age\", \"age\", INTEGER, false)",
                        "(\"/score\", \"score\", NUMBER, false)",
                        "(\"/news\", \"news\", TICK, false)",
                        "(\"/terms\", \"terms\", TICK, true)",
                        "(\"/size\", \"size\", CHOICE, false)");
        assertThat(form.rest()).containsExactly("Tags", "level", "any");
    }

    @Test
    void putsWhatWasTypedInItsPlaceAndLeavesTheRest() {
        JsonNode before = json("{\"email\":\"a@example.org\",\"tags\":[1],\"name\":{\"middle\":\"M\"}}");

        assertThat(form.apply(
                        before,
                        typed(
                                "/email",
                                " b@example.org ",
                                "/name/first",
                                "Bea",
                                "/name/a~1b~0c",
                                "x",
                                "/age",
                                "41",
                                "/score",
                                "1.5",
                                "/news",
                                "true",
                                "/terms",
                                "true",
                                "/size",
                                "m")))
                .hasToString(json("""
                        {"email":"b@example.org","tags":[1],"name":{"middle":"M","first":"Bea","a/b~c":"x"},
                         "age":41,"score":1.5,"news":true,"terms":true,"size":"m"}""").toString());
        assertThat(before).isEqualTo(json("{\"email\":\"a@example.org\",\"tags\":[1],\"name\":{\"middle\":\"M\"}}"));
    }

    @Test
    void takesAwayWhatIsEmptyAndTheObjectsThatAreEmptyThen() {
        JsonNode before = json("{\"email\":\"a@example.org\",\"name\":{\"first\":\"A\"},\"age\":3,\"news\":true}");

        assertThat(form.apply(before, typed("/email", "a@example.org", "/name/first", " ")))
                .isEqualTo(json("{\"email\":\"a@example.org\",\"news\":false,\"terms\":false}"));
    }

    @Test
    void leavesATickAloneThatWasNeverGiven() {
        assertThat(form.apply(json("{}"), typed("/email", "a@example.org")))
                .isEqualTo(json("{\"email\":\"a@example.org\",\"terms\":false}"));
    }

    @Test
    void leavesWhatIsNoNumberToTheApi() {
        assertThat(form.apply(json("{}"), typed("/age", "forty", "/score", "1e9999999")))
                .isEqualTo(json("{\"age\":\"forty\",\"score\":\"1e9999999\",\"terms\":false}"));
    }

    @Test
    void findsWhatTheApiSaysOfATrait() {
        assertThat(Complaints.of("The traits don't follow the schema. traits.email: Enter one. traits.name.first: Too"
                        + " long. traits.email: And shorter."))
                .isEqualTo(Map.of("traits/email", "Enter one. And shorter.", "traits/name/first", "Too long."));
        assertThat(Complaints.of("Something else is in the way.")).isEmpty();
    }

    private static FormValues typed(String... pairs) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(Map.entry("traits" + pairs[i], pairs[i + 1]));
        }
        return FormValues.of(fields);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
