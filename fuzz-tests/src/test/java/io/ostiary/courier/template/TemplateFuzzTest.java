package io.ostiary.courier.template;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.nio.charset.StandardCharsets;

/** Templates of letters, as operators write them. */
class TemplateFuzzTest {

    private static final JsonNode DATA = Json.read("""
                    {"to": "ada@example.org", "verification_code": "123456", "verification_url": "http://x/?a=1&b=2",
                     "expires_in_minutes": 15, "identity": {"traits": {"name": "<Ada>", "tags": ["a", "b"], "age": 7}}}
                    """, JsonNode.class);

    @FuzzTest
    void isDrawnOrRefused(byte[] input) {
        String source = new String(input, StandardCharsets.UTF_8);
        try {
            GoTemplate template = GoTemplate.parse(source, true);
            template.render(DATA);
        } catch (GoTemplate.SyntaxException refused) {
            // told at start
        } catch (GoBudget.DrawingException endless) {
            // told when it is drawn: too long, without end, or what nobody can calculate
        }
    }
}
