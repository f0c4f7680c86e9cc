package io.ostiary.flow.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Submission;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                .isEqualTo("{\"email\":\"a@b.example\",\"age\":7,\"agreed\":true,\"tags\":[\"x\",\"y\"],\"name\":{},"
                        + "\"pets\":{}}");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "0,false", "TRUE,true", "True,true", "t,true", "f,false", "False,false"})
    void readsAllSpellingsOfYesAndNo(String spelling, boolean meant) {
        JsonNode agreed = form("traits.agreed=" + spelling).traits().get("agreed");

        assertThat(agreed.isBoolean()).isTrue();
        assertThat(agreed.asBoolean()).isEqualTo(meant);
    }

    @Test
    void keepsOnForValidationToRefuse() {
        assertThat(form("traits.agreed=on").traits().get("agreed").asText()).isEqualTo("on");
        assertThat(form("traits.agreed=on").traits().get("agreed").isTextual()).isTrue();
    }

    @Test
    void takesTheFirstOfTwoTextsAndTheLastOfTwoCheckboxes() {
        Submission sent = form("traits.email=first&traits.email=second&traits.agreed=false&traits.agreed=true&x=1&x=2");

        assertThat(sent.traits().get("email").asText()).isEqualTo("first");
        assertThat(sent.traits().get("agreed").asBoolean()).isTrue();
        assertThat(sent.text("x")).isEqualTo("1");
    }

    @Test
    void readsWholeObjectsAndListsInOneFieldOfAForm() {
        String traits = URLEncoder.encode("{\"name\":{\"first\":\"x\"}}", StandardCharsets.UTF_8);
        String pets = URLEncoder.encode("[{\"kind\":\"cat\"}]", StandardCharsets.UTF_8);

        assertThat(form("traits.age=7&traits=" + traits + "&traits.pets=" + pets)
                        .traits()
                        .toString())
                .isEqualTo("{\"name\":{\"first\":\"x\"},\"age\":7,\"pets\":[{\"kind\":\"cat\"}]}");
    }

    @Test
    void readsNoNumberOfMoreDigitsThanJsonHas() {
        String digits = "9".repeat(2_000_000);

        assertThat(form("traits.age=" + digits).traits().get("age").isTextual()).isTrue();
        assertThat(form("traits.age=1e9999").traits().get("age").isTextual()).isTrue();
        assertThat(form("traits.age=" + digits.substring(0, 100))
                        .traits()
                        .get("age")
                        .isNumber())
                .isTrue();
    }

    @Test
    void readsNoMoreThanAThousandFields() {
        String many = IntStream.range(0, 5_000).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining("&"));

        assertThat(form(many).kept().size()).isLessThanOrEqualTo(1_001);
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
    @CsvSource({
        "application/json,{",
        "application/json,[1]",
        "application/json,''",
        "text/plain,a=b",
        ",''",
        "application/x-www-form-urlencoded,a=%zz"
    })
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
