package io.ostiary.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {

    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language each : Language.values()) {
            ALL.put(each, Words.load(each, null, Map.of()));
        }
    }

    @TempDir
    Path folder;

    @Test
    void everyLanguageSaysTheSameThings() {
        Words english = ALL.get(Language.EN);

        assertThat(english.keys()).hasSizeGreaterThan(350);
        ALL.forEach((language, words) -> {
            assertThat(new TreeSet<>(words.keys())).as(language.tag()).isEqualTo(new TreeSet<>(english.keys()));
            for (String key : english.keys()) {
                assertThat(words.names(key)).as(language + " " + key).isEqualTo(english.names(key));
                assertThat(words.say(key, Map.of("x", "y")))
                        .as(language + " " + key)
                        .isNotNull();
            }
        });
    }

    @Test
    void everyMessageOfTheContractHasAText() throws IOException {
        String catalogue = Files.readString(Path.of("../lib/http-contract/src/main/resources/texts/catalogue.json"));
        var ids = Pattern.compile("\"id\":\\s*(\\d{7})").matcher(catalogue);
        int count = 0;
        while (ids.find()) {
            assertThat(ALL.get(Language.EN).keys()).contains(ids.group(1));
            count++;
        }
        assertThat(count).isGreaterThan(170);
    }

    @Test
    void noTextBlamesOrBegs() {
        ALL.get(Language.EN)
                .keys()
                .forEach(key -> assertThat(ALL.get(Language.EN).say(key).toLowerCase(Locale.ROOT))
                        .as(key)
                        .doesNotContain("please")
                        .doesNotContain("oops")
                        .doesNotContain("invalid")
                        .doesNotContain("!"));
    }

    @Test
    void countsInTheFormOfTheLanguage() {
        Map<String, Integer> one = Map.of("min_length", 1, "actual_length", 0);
        Map<String, Integer> eight = Map.of("min_length", 8, "actual_length", 1);

        assertThat(ALL.get(Language.EN).say("4000003", one)).startsWith("Use 1 character or more");
        assertThat(ALL.get(Language.EN).say("4000003", eight)).startsWith("Use 8 characters or more");
        assertThat(ALL.get(Language.ES).say("4000003", one)).contains("1 carácter.");
        assertThat(ALL.get(Language.DE).say("sessions.end_all.warning", Map.of("n", 1)))
                .startsWith("Ein anderes");
    }

    @Test
    void tellsSecondsInTheUnitThatSaysIt() {
        Words words = ALL.get(Language.EN);

        assertThat(words.duration(1)).isEqualTo("1 second");
        assertThat(words.duration(60)).isEqualTo("1 minute");
        assertThat(words.duration(119)).isEqualTo("119 seconds");
        assertThat(words.duration(121)).isEqualTo("3 minutes");
        assertThat(words.duration(7200)).isEqualTo("2 hours");
        assertThat(words.duration("nonsense")).isEqualTo("0 seconds");
    }

    @Test
    void takesTheOperatorsTextsOverItsOwn() throws IOException {
        Files.writeString(
                folder.resolve("texts_en.properties"), "stage.login.title=Come in\nlabel.traits.email=Mail\n");

        Words words = Words.load(Language.EN, folder, Map.of());

        assertThat(words.say("stage.login.title")).isEqualTo("Come in");
        assertThat(words.find("label.traits.email", Map.of())).contains("Mail");
        assertThat(words.say("stage.settings.title")).isEqualTo("Settings");
    }

    @Test
    void refusesAnOverrideWhoseBracesDontMatch() throws IOException {
        Files.writeString(folder.resolve("texts_en.properties"), "stage.login.title=Come {in\n");

        assertThatThrownBy(() -> Words.load(Language.EN, folder, Map.of()))
                .hasMessageContaining("texts_en.properties, stage.login.title");
    }

    @Test
    void choosesTheFirstAcceptedLanguageThatThereIs() {
        assertThat(Language.accepted("fr, de-AT;q=0.9, en;q=0.8")).contains(Language.DE);
        assertThat(Language.accepted("en;q=0.2, zh-CN")).contains(Language.ZH);
        assertThat(Language.accepted("fr")).isEmpty();
        assertThat(Language.accepted("???")).isEmpty();
    }
}
