package io.ostiary.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostiary.ui.node.Flow;
import io.ostiary.ui.text.Language;
import io.ostiary.ui.text.Words;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flows of version 0.5 of the contract, arranged as those of the current one. */
class OlderFlowTest {

    private static final String REGISTRATION = """
            {"id": "f1", "type": "browser", "messages": null, "methods": {"password": {"method": "password", "config": {
              "action": "http://api.example/self-service/registration/methods/password?flow=f1", "method": "POST",
              "messages": [{"id": 4000007, "text": "server 4000007", "type": "error", "context": {}}],
              "fields": [
                {"name": "csrf_token", "type": "hidden", "required": true, "value": "t0ken"},
                {"name": "password", "type": "password", "required": true},
                {"name": "traits.email", "type": "email", "value": "ada",
                 "messages": [{"id": 4000001, "text": "is no address", "type": "error"}]},
                {"name": "traits.name.first", "type": "text"}]}}}}""";

    private static final String SETTINGS = """
            {"id": "f1", "type": "browser", "messages": null, "state": "success", "active": "profile", "methods": {
              "password": {"method": "password", "config": {"action": "/methods/password", "method": "POST", "fields": [
                {"name": "csrf_token", "type": "hidden", "value": "t0ken"},
                {"name": "password", "type": "password", "required": true%s}]}},
              "profile": {"method": "profile", "config": {"action": "/methods/profile", "method": "POST", "fields": [
                {"name": "csrf_token", "type": "hidden", "value": "t0ken"},
                {"name": "traits.email", "type": "email", "value": "ada@example.org"}]}}}}""";

    private final Words words = Words.load(Language.DE, null, Map.of());

    @Test
    void aRegistrationHasItsTraitsBeforeThePasswordAndAButton() {
        Layout layout = new Arrangement(flow("registration", REGISTRATION), words, Optional.empty()).layout();

        Form form = layout.main().getFirst();
        assertThat(form.target().action())
                .isEqualTo("http://api.example/self-service/registration/methods/password?flow=f1");
        assertThat(form.hidden()).extracting(Form.Hidden::name).containsExactly("csrf_token");
        assertThat(form.fields())
                .extracting(each -> each.label().text())
                .containsExactly("E-Mail", "Vorname", "Passwort");
        assertThat(form.fields().getLast().input().hints().autocomplete()).isEqualTo("new-password");
        assertThat(form.fields()).noneMatch(each -> each.input().optional());
        assertThat(form.buttons()).singleElement().satisfies(each -> {
            assertThat(each.label().text()).isEqualTo("Konto anlegen");
            assertThat(each.value()).isEqualTo("password");
        });
    }

    @Test
    void whatIsWrongIsSaidOnceAndInTheServersWordsWhereThereAreNoOthers() {
        Layout layout = new Arrangement(flow("registration", REGISTRATION), words, Optional.empty()).layout();

        assertThat(layout.summary().errors()).hasSize(2);
        assertThat(layout.summary().errors().getFirst().text().foreign()).isFalse();
        Summary.Line line = layout.summary().errors().getLast();
        assertThat(line.text()).isEqualTo(new Shown("is no address", true));
        assertThat(line.label()).isEqualTo("E-Mail");
        assertThat(line.target()).isEqualTo("default-traits-email");
    }

    @Test
    void eachSectionOfTheSettingsPostsToItsOwnAddressAndSaysThatItWasSaved() {
        SettingsArrangement settings = new SettingsArrangement(flow("settings", SETTINGS.formatted("")), words);

        assertThat(settings.sections()).extracting(Section::group).containsExactly("profile", "password");
        assertThat(settings.sections())
                .extracting(each -> each.form().orElseThrow().target().action())
                .containsExactly("/methods/profile", "/methods/password");
        assertThat(settings.sections()).extracting(Section::saved).containsExactly(true, false);
        assertThat(settings.summary().hasSuccess()).isTrue();
    }

    @Test
    void aLaterRefusalIsNotCalledSaved() {
        String refused = ", \"messages\": [{\"id\": 4000005, \"text\": \"too short\", \"type\": \"error\","
                + " \"context\": {\"reason\": \"too short\"}}]";

        SettingsArrangement settings = new SettingsArrangement(flow("settings", SETTINGS.formatted(refused)), words);

        assertThat(settings.summary().hasSuccess()).isFalse();
        assertThat(settings.summary().errors()).hasSize(1);
    }

    @Test
    void signingInOnceMoreIsKnownByItsOlderName() {
        assertThat(flow("login", "{\"id\": \"f1\", \"forced\": true, \"methods\": {}}")
                        .isRefresh())
                .isTrue();
    }

    @Test
    void aLetterToVerifyIsNotTakenForALabel() {
        String sent = "{\"id\": \"f1\", \"state\": \"sent_email\", \"methods\": {},"
                + " \"messages\": [{\"id\": 1070002, \"text\": \"server\", \"type\": \"info\"}]}";

        assertThat(flow("verification", sent).says(1080001)).isTrue();
    }

    private static Flow flow(String kind, String json) {
        try {
            return Flow.of(kind, new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
