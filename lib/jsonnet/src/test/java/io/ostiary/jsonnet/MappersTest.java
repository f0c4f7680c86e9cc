package io.ostiary.jsonnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** 200 generated mappers give what go-jsonnet 0.22.0, the engine of the contract, gave; where it failed, they fail. */
class MappersTest {

    private static final JsonnetBounds BOUNDS =
            new JsonnetBounds(1, 4, Duration.ofSeconds(20), Duration.ofSeconds(60), 64, 1 << 20);

    @Test
    void giveTheSameAsTheContractsEngine() throws IOException {
        JsonNode all = read();
        assertThat(all.path("cases")).hasSize(200);
        SoftAssertions softly = new SoftAssertions();
        try (Jsonnet jsonnet = new Jsonnet(BOUNDS)) {
            for (JsonNode mapper : all.path("cases")) {
                String program = mapper.path("program").asText();
                Evaluated result = jsonnet.evaluate(Program.ofContext(program, all.path("context")))
                        .await()
                        .indefinitely();
                if (mapper.has("fails")) {
                    softly.assertThat(result).as(program).isInstanceOf(Evaluated.Failed.class);
                } else {
                    softly.assertThat(text(result))
                            .as(program)
                            .isEqualTo(mapper.path("output").toString());
                }
            }
        }
        softly.assertAll();
    }

    private static String text(Evaluated result) {
        return result instanceof Evaluated.Value(JsonNode json) ? json.toString() : result.toString();
    }

    private static JsonNode read() throws IOException {
        try (InputStream in = MappersTest.class.getResourceAsStream("mappers.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
