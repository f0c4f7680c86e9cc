package io.ostiary.identity.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sends many rows is told the one key that is wrong, and what was expected there. */
class DocumentsTest {

    record Row(String name, boolean on, UUID id, Instant at, List<Row> rows, Row more) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'nam':'x'}                    | nam is no known key. Known here: at, id, more, name, on, rows.",
                "{'more':{'more':{'nam':'x'}}}  | more.more.nam is no known key",
                "{'rows':[{},{'on':'yes'}]}     | rows.1.on is true or false.",
                "{'name':5}                     | name is a text.",
                "{'name':{}}                    | name is a text.",
                "{'id':'abc'}                   | id is a UUID.",
                "{'at':'soon'}                  | at is a time such as",
                "{'rows':{}}                    | rows is a list.",
                "{'more':'x'}                   | more is an object.",
                "{'name':'a','name':'b'}        | The key name stands twice (line 1",
                "{'a':                          | The body is not JSON (line 1",
                "{'a':{'b':['\\u0000']}}        | a.b.0 holds a character that can't be stored.",
                "{'a':[1,1e400]}                | a.1 is too large",
                "{'a':1e404915112345}           | A number is too large.",
            })
    void namesTheKeyAndWhatWasExpected(String text, String reason) {
        assertThat(refusal(text.replace('\'', '"'))).contains(reason);
    }

    @Test
    void tellsTooManyLevels() {
        assertThat(refusal("[".repeat(1_200) + "]".repeat(1_200))).contains("more than 250 levels");
    }

    @Test
    void repeatsNoValue() {
        assertThat(refusal("{\"id\":\"a secret\"}")).doesNotContain("a secret");
        assertThat(refusal("{\"at\":\"a secret\"}")).doesNotContain("a secret");
        assertThat(refusal("{\"a\": a-secret}")).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1e2 | 100",
                "100.0 | 100",
                "0.10 | 0.1",
                "12345678901234567890.0 | 12345678901234567890",
                "-0.0 | 0",
                "1 | 1"
            })
    void givesEqualNumbersOneForm(String sent, String kept) {
        assertThat(Documents.read(("[" + sent + "]").getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("[" + kept + "]");
    }

    private static String refusal(String text) {
        Throwable failure = catchThrowable(() -> {
            JsonNode document = Documents.read(text.getBytes(StandardCharsets.UTF_8));
            Documents.strictly(document, Row.class);
        });
        assertThat(failure).isInstanceOf(ProblemException.class);
        return ((Problem.BadRequest) ((ProblemException) failure).problem()).reason();
    }
}
