package io.ostiary.flow.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Submission;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void readsAFormByTheTypesOfTheSchema() {
        Submission sent =
                form("traits.email=a%40b.example&traits.age=7&traits.agreed=true&traits.tags=x&traits.tags=y");

        assertThat(sent.traits().toString())
                .isEqualTo(
                        "{\"email\":\"a@b.example\",\"age\":7,\"agreed\":true,\"tags\":[\"x\",\"y\"],\"name\":{},\"pets\":{}}");
    }

    @Test
    void keepsTextThatIsNoNumber() {
        assertThat(form("traits.age=old").traits().get("age").asText()).isEqualTo("old");
    }

    @Test
    void leavesEmptyOptionalFieldsOut() {
        assertThat(form("traits.age=&traits.email=").traits().has("age")).isFalse();
    }

    @Test
    void leavesFieldsOfAFormOutThatTheSchemaDoesNotHave() {
        assertThat(form("traits.shoe=44&traits.name.middle=B&traits.age=7")
                        .traits()
                        .toString())
                .isEqualTo("{\"age\":7,\"name\":{},\"pets\":{}}");
    }

    @Test
    void keepsWhatJsonSendsBesideTheSchemaForValidation() {
        assertThat(json("{\"traits\": {\"shoe\": 44}}").traits().get("shoe").asInt())
                .isEqualTo(44);
    }

    @Test
    void takesAnEmptyRequiredCheckboxForNo() {
        assertThat(form("traits.agreed=").traits().get("agreed").asBoolean(true))
                .isFalse();
    }

    @Test
    void nestsNamesWithDotsInJsonToo() {
        Submission sent = json("{\"traits.name.first\": \"Ann\", \"method\": \"password\"}");

        assertThat(sent.traits().at("/name/first").asText()).isEqualTo("Ann");
        assertThat(sent.method()).isEqualTo("password");
    }

    @ParameterizedTest
    @CsvSource({"1", "true", "'\"text\"'", "[1]"})
    void refusesAPayloadForHooksThatIsNoObject(String payload) {
        Submission sent = json("{\"transient_payload\": " + payload + "}");

        assertThatThrownBy(sent::transientPayload).isInstanceOf(ProblemException.class);
    }

    @Test
    void hidesSecretsFromText() {
        assertThat(json("{\"password\": \"hush-hush\"}").secret("password").toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({"application/json,{", "application/json,[1]", "application/json,''", "text/plain,a=b", ",''"})
    void refusesWhatItCannotRead(String type, String body) {
        assertThatThrownBy(() -> Submission.read(type, body.getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(ProblemException.class);
    }

    private static Submission form(String body) {
        return Submission.read(FORM, body.getBytes(StandardCharsets.UTF_8), IdentitySchemaFormTest.PERSON);
    }

    private static Submission json(String body) {
        return Submission.read(
                "application/json", body.getBytes(StandardCharsets.UTF_8), IdentitySchemaFormTest.PERSON);
    }
}
