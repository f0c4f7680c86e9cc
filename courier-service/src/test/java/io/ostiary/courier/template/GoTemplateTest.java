package io.ostiary.courier.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
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
            "{{ range .A }}{{ end }}",
            "{{ env \"HOME\" }}",
            "{{ if .A }}",
            "{{ end }}",
            "{{ $x := .A }}",
            "{{ .A | .B }}"
        }) {
            assertThatThrownBy(() -> GoTemplate.parse(template, false)).isInstanceOf(GoTemplate.SyntaxException.class);
        }
    }

    private String text(String template) {
        return GoTemplate.parse(template, false).render(data);
    }
}
