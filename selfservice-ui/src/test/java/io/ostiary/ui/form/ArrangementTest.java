package io.ostiary.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.ui.text.Language;
import io.ostiary.ui.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrangementTest {

    private static final Words ENGLISH = Words.load(Language.EN, null, Map.of());
    private static final Words GERMAN = Words.load(Language.DE, null, Map.of());

    @Test
    void putsEveryMethodIntoOneFormWithThePasswordFirst() {
        Layout layout = layout(Samples.of("login")
                .input("default", "identifier", "text", "", 1070004)
                .input("code", "method", "submit", "code", 1010015)
                .input("password", "password", "password", "", 1070001)
                .input("password", "method", "submit", "password", 1010022)
                .input("passkey", "passkey_challenge", "hidden", "{}", 0)
                .input("passkey", "passkey_login", "hidden", "", 0)
                .input("passkey", "passkey_login_trigger", "button", "", 1010021)
                .attributes("{\"onclickTrigger\":\"oryPasskeyLogin\"}"));

        assertThat(layout.main()).hasSize(1);
        Form form = layout.main().getFirst();
        assertThat(form.buttons()).extracting(Button::value).containsExactly("password", "code", "");
        assertThat(form.buttons().getFirst().skipsChecks()).isFalse();
        assertThat(form.buttons().get(1).skipsChecks()).isTrue();
        assertThat(form.buttons().get(2).trigger()).isEqualTo("oryPasskeyLogin");
        assertThat(form.fields()).extracting(each -> each.input().name()).containsExactly("identifier", "password");
        assertThat(form.hidden())
                .extracting(Form.Hidden::name)
                .containsExactly("csrf_token", "passkey_challenge", "passkey_login");
    }

    @Test
    void showsEachTraitOnce() {
        Layout layout = layout(Samples.of("registration")
                .input("default", "traits.email", "email", "", 1070002)
                .input("password", "password", "password", "", 1070001)
                .input("password", "method", "submit", "password", 1040001)
                .input("webauthn", "webauthn_register_displayname", "text", "", 1050013)
                .input("webauthn", "webauthn_register_trigger", "button", "{}", 1040004));

        assertThat(layout.main()).hasSize(1);
        assertThat(layout.others()).isEmpty();
        assertThat(layout.main().getFirst().fields())
                .extracting(each -> each.input().name())
                .containsExactly("traits.email", "password", "webauthn_register_displayname");
    }

    @Test
    void keepsProvidersAndResendOutOfTheFormWithTheFields() {
        Layout layout = layout(Samples.of("login")
                .input("default", "identifier", "hidden", "ada@example.org", 0)
                .input("code", "code", "text", "", 1070013)
                .input("code", "method", "submit", "code", 1070009)
                .input("code", "resend", "submit", "code", 1070008)
                .input("oidc", "provider", "submit", "acme", 1010002)
                .context("{\"provider\":\"Acme\"}"));

        assertThat(layout.main().getFirst().buttons()).extracting(Button::name).containsExactly("method");
        assertThat(layout.main().getFirst().fields().getFirst().kind()).isEqualTo(Field.Kind.CODE);
        assertThat(layout.providers().orElseThrow().hidden())
                .extracting(Form.Hidden::name)
                .contains("csrf_token");
        assertThat(layout.providers().orElseThrow().buttons().getFirst().label().text())
                .isEqualTo("Sign in with Acme");
        assertThat(layout.small()).hasSize(1);
        assertThat(layout.small().getFirst().fields()).isEmpty();
        assertThat(layout.small().getFirst().hidden())
                .extracting(Form.Hidden::name)
                .containsExactly("csrf_token", "identifier");
    }

    @Test
    void offersOneSecondFactorAtATimeBestFirst() {
        Samples flow = Samples.of("login")
                .with("requested_aal", "aal2")
                .input("totp", "totp_code", "text", "", 1010006)
                .input("totp", "method", "submit", "totp", 1010009)
                .input("lookup_secret", "lookup_secret", "text", "", 1010007)
                .input("lookup_secret", "method", "submit", "lookup_secret", 1010010);

        assertThat(layout(flow).main()).extracting(Form::group).containsExactly("totp");
        assertThat(layout(flow).others()).extracting(Form::group).containsExactly("lookup_secret");
        Layout remembered = new Arrangement(flow.flow(), ENGLISH, Optional.of("lookup_secret")).layout();
        assertThat(remembered.main()).extracting(Form::group).containsExactly("lookup_secret");
    }

    @Test
    void summarisesErrorsWithLinksToTheirFields() {
        Layout layout = layout(Samples.of("registration")
                .message(4000007, "error")
                .input("default", "traits", "text", "", 0)
                .error(4000002)
                .input("default", "traits.email", "email", "ada@", 1070002)
                .context("{\"title\":\"E-mail\",\"name\":\"traits.email\"}")
                .error(4000040)
                .input("password", "password", "password", "", 1070001)
                .input("password", "method", "submit", "password", 1040001));

        assertThat(layout.summary().errors())
                .extracting(Summary.Line::target)
                .containsExactly("", "", "default-traits-email");
        assertThat(layout.summary().errors().get(2).label()).isEqualTo("Email");
        assertThat(layout.main().getFirst().fields().getFirst().input().value()).isEqualTo("ada@");
        assertThat(layout.main().getFirst().fields().getFirst().describedBy()).isEqualTo("default-traits-email-error");
    }

    @Test
    void neverFillsASecretIn() {
        Layout layout = layout(Samples.of("login")
                .input("password", "password", "password", "secret", 1070001)
                .input("lookup_secret", "lookup_secret", "text", "secret", 1010007)
                .input("totp", "totp_code", "text", "123456", 1010006));

        assertThat(Stream.concat(layout.main().stream(), layout.others().stream())
                        .flatMap(each -> each.fields().stream()))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.input().value()).isEmpty());
    }

    @Test
    void drawsEachTypeAsWhatServesIt() {
        Layout layout = layout(Samples.of("registration")
                .input("default", "traits.age", "number", "", 1070002)
                .input("default", "traits.agreed", "checkbox", "true", 1070002)
                .input("default", "traits.size", "text", "m", 1070002)
                .attributes("{\"options\":[{\"value\":\"s\"},{\"value\":\"m\"}]}")
                .input("default", "traits.street", "text", "", 1070002)
                .attributes("{\"options\":[{\"value\":\"1\"},{\"value\":\"2\"},{\"value\":\"3\"},{\"value\":\"4\"},"
                        + "{\"value\":\"5\"},{\"value\":\"6\"}]}")
                .input("default", "traits.name.first", "text", "", 1070002)
                .other("hologram", "default", "{\"id\":\"x\"}"));

        List<Field> fields = layout.main().getFirst().fields();
        assertThat(fields)
                .extracting(Field::kind)
                .containsExactly(
                        Field.Kind.TEXT, Field.Kind.CHECKBOX, Field.Kind.RADIOS, Field.Kind.SELECT, Field.Kind.TEXT);
        assertThat(fields.getFirst().input().type()).isEqualTo("text");
        assertThat(fields.getFirst().input().hints().inputmode()).isEqualTo("decimal");
        assertThat(fields.get(1).input().checked()).isTrue();
        assertThat(fields.get(4).input().hints().autocomplete()).isEqualTo("given-name");
    }

    @Test
    void showsAnUnknownMethodAndAnUnknownTextAllTheSame() {
        Layout layout = new Arrangement(
                        Samples.of("login")
                                .message(9999999, "error")
                                .input("telepathy", "thought", "text", "", 9999998)
                                .input("telepathy", "method", "submit", "telepathy", 9999997)
                                .flow(),
                        GERMAN,
                        Optional.empty())
                .layout();

        assertThat(layout.main().getFirst().group()).isEqualTo("telepathy");
        assertThat(layout.main().getFirst().buttons().getFirst().label()).isEqualTo(new Shown("server 9999997", true));
        assertThat(layout.summary().errors().getFirst().text().lang()).isEqualTo("en");
    }

    @Test
    void putsPartsOfOneObjectUnderOneHeading() {
        Layout layout = layout(Samples.of("registration")
                .input("default", "traits.address.street", "text", "", 1070002)
                .input("default", "traits.address.city", "text", "", 1070002)
                .input("default", "traits.email", "email", "", 1070002));

        List<Field> fields = layout.main().getFirst().fields();
        assertThat(fields.getFirst().note().legend()).isEqualTo("Address");
        assertThat(fields.get(1).note().ends()).isTrue();
        assertThat(fields.get(2).note().begins()).isFalse();
    }

    private static Layout layout(Samples flow) {
        return new Arrangement(flow.flow(), ENGLISH, Optional.empty()).layout();
    }
}
