package io.ostiary.courier.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.template.GoBudget.DrawingException;
import io.ostiary.courier.template.GoTemplate.SyntaxException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may make of the stack, the memory and the time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GoTemplateLimitsTest {

    private static final int MANY = 20_000;

    private final JsonNode data = Json.read("{\"to\": \"ada@example.org\", \"tags\": [\"a\"]}", JsonNode.class);

    @ParameterizedTest
    @MethodSource("nested")
    void refusesWhatIsNestedTooDeep(String template) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> GoTemplate.parse(template, false))
                .withMessageContaining("within one another");
    }

    static Stream<String> nested() {
        return Stream.of(
                "{{ if .To }}".repeat(MANY) + "{{ end }}".repeat(MANY),
                "{{ with .To }}".repeat(MANY),
                "{{ range .Tags }}".repeat(MANY),
                "{{ define \"a\" }}".repeat(MANY),
                "{{ block \"a\" . }}".repeat(MANY),
                "{{ if .To }}" + "{{ else if .To }}".repeat(MANY) + "{{ end }}",
                "{{ " + "(".repeat(MANY) + ".To" + ")".repeat(MANY) + " }}",
                "{{ " + "print (".repeat(MANY) + ".To" + ")".repeat(MANY) + " }}",
                "{{ .To" + " | upper".repeat(MANY) + " }}");
    }

    @Test
    void drawsWhatIsNestedAsLettersAre() {
        assertThat(text("{{ if .To }}".repeat(40) + "x" + "{{ end }}".repeat(40)))
                .isEqualTo("x");
        assertThat(text("{{ if .Absent }}" + "{{ else if .Absent }}".repeat(40) + "{{ else }}x{{ end }}"))
                .isEqualTo("x");
        assertThat(text("{{ " + "(".repeat(40) + ".To" + ")".repeat(40) + " | upper".repeat(40) + " }}"))
                .isEqualTo("ADA@EXAMPLE.ORG");
        assertThat(text("{{ \"" + "a".repeat(MANY) + "\\t".repeat(MANY) + "\" | len }}"))
                .isEqualTo("40000");
        assertThat(text("{{ .To" + ".a".repeat(MANY) + " }}{{ $.To" + ".a".repeat(MANY) + " }}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ repeat 1000000000 \"a\" }}",
                "{{ repeat 2305843009213693952 \"12345678\" }}",
                "{{ range 1000000000000 }}{{ end }}",
                "{{ range 1000000000000 }}{{ $x := 1 }}{{ end }}",
                "{{ define \"a\" }}{{ template \"a\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }}",
                "{{ define \"a\" }}{{ if true }}{{ range 2 }}{{ template \"a\" }}{{ end }}{{ end }}{{ end }}{{ template \"a\" }}",
                "{{ $x := \"aa\" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}",
                "{{ $x := list 1 }}{{ range 60 }}{{ $x = list $x $x }}{{ end }}{{ $x }}",
                "{{ $x := list 1 }}{{ range 100000 }}{{ $x = list $x }}{{ end }}{{ uniq $x }}",
                "{{ $x := dict }}{{ range 100000 }}{{ $x = dict \"a\" $x }}{{ end }}{{ $x }}",
                "{{ $x := repeat 90000 \"a\" }}{{ replace \"a\" $x $x }}",
                "{{ $x := repeat 90000 \"a\" }}{{ replace \"\" $x $x }}",
                "{{ $x := repeat 90000 \"a\" }}{{ join $x (splitList \"\" $x) }}",
                "{{ indent 90000 (repeat 90000 \"\\n\") }}",
                "{{ printf \"%99999999999999999999d\" 1 }}",
                "{{ printf \"%.99999999999f\" 1.5 }}",
                "{{ indent \"x\" \"a\" }}",
                "{{ nindent \"\" \"a\" }}",
                "{{ indent -1 \"a\" }}",
                "{{ div 1 0 }}",
                "{{ mod 1 0 }}",
            })
    void tellsWhatCannotBeDrawn(String template) {
        assertThatExceptionOfType(DrawingException.class).isThrownBy(() -> text(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ define \"\\E\" }}{{ end }}",
                "{{ block \"\\]\" . }}{{ end }}",
                "{{ template \"\\s\" }}",
                "{{ \"\\x9\" }}",
                "{{ \"\\xff\" }}",
                "{{ \"\\ud800\" }}",
                "{{ \"\\U00110000\" }}",
                "{{ \"\\Uffffffff\" }}",
                "{{ \"\\u+041\" }}",
                "{{ \"\\9\" }}",
                "{{ 'ab' }}",
                "{{ '\\q' }}",
                "{{ 1e999 }}",
                "{{ 99999999999999999999 }}",
            })
    void refusesTextsAndNumbersThatGoDoesNotHave(String template) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> text(template));
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ \"\\u00e9\\U0001f389\\x41\\101\\t\\\"\\\\\" }}', 'é🎉AA\t\"\\'",
        "'{{ \"\\a\\v\" | len }}', 2",
        "'{{ define \"\\u0041\" }}x{{ end }}{{ template \"A\" }}', x",
        "'{{ ''\\n'' }}', 10",
    })
    void readsEscapesAsGoDoes(String template, String drawn) {
        assertThat(text(template)).isEqualTo(drawn);
    }

    private String text(String template) {
        return GoTemplate.parse(template, false).render(data);
    }
}
