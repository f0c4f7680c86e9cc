package io.ostiary.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormValuesTest {

    private final FormValues typed = FormValues.of(List.of(
            Map.entry("once", "secret"), Map.entry("id", "1"), Map.entry("id", "2"), Map.entry("name", " Ada ")));

    @Test
    void keepsEverythingButTheOneTimeValueOverASignIn() {
        assertThat(typed.kept())
                .containsExactly(
                        new FormValues.Value("kept.id", "1"),
                        new FormValues.Value("kept.id", "2"),
                        new FormValues.Value("kept.name", " Ada "));
    }

    @Test
    void restoresWhatWaited() {
        FormValues restored = FormValues.of(
                        List.of(Map.entry("token", "t"), Map.entry("kept.id", "1"), Map.entry("kept.id", "2")))
                .restored();

        assertThat(restored.all("id")).containsExactly("1", "2");
        assertThat(restored.first("token")).isEmpty();
        assertThat(typed.restored().isEmpty()).isTrue();
    }

    @Test
    void readsAFieldWithAndWithoutItsBlanks() {
        assertThat(typed.first("name")).contains("Ada");
        assertThat(typed.typed("name")).contains(" Ada ");
        assertThat(typed.first("absent")).isEmpty();
    }
}
