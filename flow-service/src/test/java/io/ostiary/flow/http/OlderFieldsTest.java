package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.TestSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values are those that v0.5.4 reads. */
class OlderFieldsTest {

    private static final IdentitySchemaForm SCHEMA = TestSchemas.form("""
            {"properties": {"traits": {"type": "object", "properties": {
                "age": {"type": "integer"},
                "newsletter": {"type": "boolean"},
                "nick": {"type": "string"},
                "tags": {"type": "array", "items": {"type": "string"}}}}}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    traits.age        | 42                | 42
                    traits.age        | "42"              | 42
                    traits.age        | "abc"             | "abc"
                    traits.age        | ""                | ""
                    traits.age        | null              | ""
                    traits.age        | true              | "true"
                    traits.newsletter | true              | true
                    traits.newsletter | "true"            | true
                    traits.newsletter | "false"           | false
                    traits.newsletter | 1                 | true
                    traits.newsletter | "on"              | "on"
                    traits.newsletter | ""                | ""
                    traits.newsletter | ["false","true"]  | "[\\"false\\",\\"true\\"]"
                    traits.nick       | "Ann"             | "Ann"
                    traits.nick       | ""                | ""
                    traits.nick       | 7                 | "7"
                    traits.nick       | null              | ""
                    traits.tags       | ["a","b"]         | ["a","b"]
                    traits.tags       | "a"               | ["a"]
                    nothing.of.it     | 7                 | 7
                    """)
    void readsTraitsInJsonAsTextsOfAForm(String name, String sent, String read) {
        Map<String, JsonNode> fields = json("{\"" + name + "\": " + sent + "}");

        assertThat(fields.get(name)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    traits.age=42                                | traits.age        | 42
                    traits.age=                                  | traits.age        | ""
                    traits.newsletter=false&traits.newsletter=1  | traits.newsletter | true
                    traits.nick=&traits.nick=x                   | traits.nick       | ""
                    traits.tags=a&traits.tags=b                  | traits.tags       | ["a","b"]
                    """)
    void readsWhatAFormBrings(String sent, String name, String read) {
        assertThat(form(sent).get(name)).hasToString(read);
    }

    @Test
    void refusesAFormWithoutAnything() {
        assertThatThrownBy(() -> form("")).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> json("[]")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> json("{")).isInstanceOf(ProblemException.class);
    }

    private static Map<String, JsonNode> json(String body) {
        return new OlderFields(SCHEMA).read("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, JsonNode> form(String body) {
        return new OlderFields(SCHEMA).read("application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }
}
