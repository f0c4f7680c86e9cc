package io.ostiary.courier.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class GoTemplateTest {

    private final JsonNode data = Json.read("""
                    {"to": "ada@example.org", "verification_code": "123456", "verification_url": "http://x/?a=1&b=2",
                     "request_url_domain": "x", "expires_in_minutes": 15,
                     "identity": {"traits": {"name": "<Ada>", "tags": ["a", "b"]}}}
                    """, JsonNode.class);

    @Test
    void fillsInFieldsByTheirGoNames() {
        assertThat(
                        text(
                                "{{ .To }}|{{.VerificationCode}}|{{ .VerificationURL }}|{{ .ExpiresInMinutes }}|{{ .Missing }}|"))
                .isEqualTo("ada@example.org|123456|http://x/?a=1&b=2|15||");
    }

    @Test
    void readsNestedValues() {
        assertThat(text("{{ .Identity.traits.name }} {{ index .Identity \"traits\" \"tags\" 1 }}"))
                .isEqualTo("<Ada> b");
    }

    @Test
    void escapesInHtml() {
        assertThat(GoTemplate.parse("<b>{{ .Identity.traits.name }}</b> {{ .VerificationURL }}", true)
                        .render(data))
                .isEqualTo("<b>&lt;Ada&gt;</b> http://x/?a=1&amp;b=2");
    }

    @Test
    void chooses() {
        String template = "{{ if .Absent }}a{{ else if eq .To \"ada@example.org\" }}b{{ else }}c{{ end }}";

        assertThat(text(template)).isEqualTo("b");
        assertThat(text("{{ if not .To }}a{{ else }}{{ if .RequestURLDomain }}in{{ end }}{{ end }}"))
                .isEqualTo("in");
    }

    @Test
    void trimsAndPipes() {
        assertThat(text("a \n{{- /* nothing */ -}} \n b {{ .To | upper | print \"to \" }}"))
                .isEqualTo("ab to ADA@EXAMPLE.ORG");
    }

    @Test
    void refusesWhatItDoesNotRead() {
        for (String template : new String[] {
            "{{ env \"HOME\" }}",
            "{{ if .A }}",
            "{{ end }}",
            "{{ $x }}",
            "{{ $x = .A }}",
            "{{ range .A }}",
            "{{ break }}",
            "{{ template \"nowhere\" . }}",
            "{{/* no end",
            "{{ \"no end }}",
            "{{ call .A }}",
            "{{ .A .B }}",
            "{{ .A | .B }}"
        }) {
            assertThatThrownBy(() -> GoTemplate.parse(template, false)).isInstanceOf(GoTemplate.SyntaxException.class);
        }
    }

    @Test
    void drawsWhatGoDraws() throws IOException {
        JsonNode cases;
        try (InputStream in = GoTemplateTest.class.getResourceAsStream("/go-templates.json")) {
            cases = Json.MAPPER.readTree(in);
        }
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode each : cases.path("cases")) {
            String template = each.path("template").asText();
            softly.assertThatCode(
                            () -> assertThat(GoTemplate.parse(template, false).render(cases.path("data")))
                                    .isEqualTo(each.path("output").asText()))
                    .as(template)
                    .doesNotThrowAnyException();
        }
        softly.assertAll();
    }

    @Test
    void escapesOnceWhereHtmlIsAskedFor() {
        assertThat(GoTemplate.parse("{{ .Identity.traits.name | html }}", true).render(data))
                .isEqualTo("&lt;Ada&gt;");
    }

    @Test
    void endsATemplateThatCallsItself() {
        GoTemplate endless =
                GoTemplate.parse("{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}", false);

        assertThatThrownBy(() -> endless.render(data)).isInstanceOf(GoBudget.DrawingException.class);
    }

    private String text(String template) {
        return GoTemplate.parse(template, false).render(data);
    }
}
