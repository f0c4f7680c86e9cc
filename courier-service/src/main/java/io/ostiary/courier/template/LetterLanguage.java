package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language that letters are written in. */
enum LetterLanguage {
    EN("en", "minute", "minutes"),
    DE("de", "eine Minute", "Minuten"),
    ES("es", "un minuto", "minutos"),
    ZH("zh", "1 分钟", "分钟");

    /** Traits that name a language, as a tag such as {@code de} or {@code de-AT}. */
    private static final List<String> TRAITS = List.of(
            "/identity/traits/locale",
            "/identity/traits/language",
            "/identity/traits/lang",
            "/identity/traits/preferred_language",
            "/Identity/traits/locale",
            "/Identity/traits/language");

    private final String tag;
    private final String minute;
    private final String minutes;

    LetterLanguage(String tag, String minute, String minutes) {
        this.tag = tag;
        this.minute = minute;
        this.minutes = minutes;
    }

    String tag() {
        return tag;
    }

    /** File with the wording. */
    String catalogue() {
        return this == EN ? "/letters/catalogue.json" : "/letters/catalogue_" + tag + ".json";
    }

    /** A number of minutes in words; empty for none. */
    String minutes(int count) {
        return count <= 0 ? "" : count == 1 ? minute : count + " " + minutes;
    }

    /**
     * The language for a person: that of their traits, else of the flow that the letter belongs to
     * ({@code language} of its data: a tag, or an {@code Accept-Language}), else English.
     */
    static LetterLanguage of(JsonNode data) {
        return Stream.concat(TRAITS.stream().map(data::at), Stream.of(data.path("language")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .flatMap(each -> Arrays.stream(each.split(",")))
                .flatMap(each -> named(each).stream())
                .findFirst()
                .orElse(EN);
    }

    private static Optional<LetterLanguage> named(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_;]", 2)[0];
        return Arrays.stream(values()).filter(each -> each.tag.equals(primary)).findFirst();
    }
}
