package io.ostiary.courier.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.IdentityStub;
import io.ostiary.courier.MailServer;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class LettersIT {

    private static final String CODE = "(?s).*(?<![\\w#%&=/-])123456(?![\\w-]).*";

    @Inject
    Letters letters;

    @Test
    void drawsEveryLetterWhole() {
        assertThat(letters.types())
                .contains(
                        "recovery_valid",
                        "recovery_invalid",
                        "recovery_code_valid",
                        "recovery_code_invalid",
                        "verification_valid",
                        "verification_invalid",
                        "verification_code_valid",
                        "verification_code_invalid",
                        "login_code_valid",
                        "registration_code_valid",
                        "verifiable_address_changed",
                        "authenticator_key_added",
                        "stub")
                .allSatisfy(type -> {
                    Letter letter = letters.email(type, data());
                    assertThat(letter.subject()).isNotBlank().doesNotContain("{");
                    assertThat(letter.text()).isNotBlank().doesNotContain("{").doesNotContain("\n\n\n");
                    assertThat(letter.html()).contains("</html>");
                    assertThat(letter.text().toLowerCase(Locale.ROOT))
                            .doesNotContain("please")
                            .doesNotContain("invalid");
                    assertThat(letters.sms(type, data()).text()).isNotBlank().doesNotContain("{");
                });
    }

    @Test
    void givesCodesOfTheirOwnAndLinksOnALineOfTheirOwn() {
        for (String type : new String[] {
            "verification_code_valid", "recovery_code_valid", "login_code_valid", "registration_code_valid"
        }) {
            assertThat(letters.email(type, data()).text()).matches(CODE);
            assertThat(letters.sms(type, data()).text()).matches(CODE).endsWith("@example.org #123456");
        }
        assertThat(letters.email("recovery_valid", data()).text()).contains("\nhttp://x/?a=1&b=2\n");
        assertThat(letters.email("login_code_valid", data()).text()).doesNotContain("http://");
    }

    @Test
    void escapesValuesInHtmlOnly() {
        // Given
        ObjectNode data = data().put("body", "<script>alert(1)</script> & co");

        // When
        Letter letter = letters.email("stub", data);

        // Then
        assertThat(letter.html()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(letter.text()).contains("<script>");
    }

    @Test
    void keepsTheSubjectOnOneLine() {
        assertThat(letters.email("stub", data().put("subject", "a\r\nBcc: eve@example.org"))
                        .subject())
                .isEqualTo("a Bcc: eve@example.org");
    }

    @Test
    void saysNothingOfTimeWhenThereIsNone() {
        ObjectNode data = data();
        data.remove("expires_in_minutes");

        assertThat(letters.email("login_code_valid", data).text()).doesNotContain("within");
        assertThat(letters.email("login_code_valid", data.put("expires_in_minutes", 1))
                        .text())
                .contains("within the next minute");
    }

    @Test
    void writesInTheLanguageOfThePersonThenOfTheFlow() {
        ObjectNode german = data();
        german.putObject("identity").putObject("traits").put("locale", "de-AT");
        german.put("language", "es");

        assertThat(letters.email("login_code_valid", german).subject()).isEqualTo("123456 ist Ihr Anmeldecode");
        assertThat(letters.email("login_code_valid", german).html()).contains("lang=\"de\"", "15 Minuten");
        assertThat(letters.email("login_code_valid", data().put("language", "fr, zh-CN;q=0.8"))
                        .subject())
                .isEqualTo("123456 是您的登录验证码");
        assertThat(letters.email("login_code_valid", data().put("language", "fr"))
                        .html())
                .contains("lang=\"en\"");
    }

    @Test
    void drawsEveryLetterInEveryLanguage() {
        for (String language : new String[] {"de", "es", "zh"}) {
            assertThat(letters.types()).filteredOn(type -> !type.equals("stub")).allSatisfy(type -> {
                Letter letter = letters.email(type, data().put("language", language));
                assertThat(letter.html()).contains("lang=\"" + language + "\"").doesNotContain("{#");
                assertThat(letter.text()).isNotBlank().doesNotContain("{").doesNotContain("\n\n\n");
                assertThat(letter.subject())
                        .isNotEqualTo(letters.email(type, data()).subject());
            });
        }
    }

    @Test
    void refusesAnUnknownLetter() {
        assertThatThrownBy(() -> letters.email("carrier_pigeon", data())).isInstanceOf(UnknownTemplateException.class);
    }

    private static ObjectNode data() {
        return Json.object()
                .put("subject", "s")
                .put("body", "b")
                .put("login_code", "123456")
                .put("verification_url", "http://x/?a=1&b=2")
                .put("request_url_domain", "example.org")
                .put("expires_in_minutes", 15)
                .put("changed_at", "2026-03-01T12:00:00Z")
                .put("change", "changed");
    }
}
