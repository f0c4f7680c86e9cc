package io.ostiary.ui.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A language that the pages speak.
 */
public enum Language {
    EN("en", "English"),
    DE("de", "Deutsch"),
    ES("es", "Español"),
    ZH("zh", "中文");

    /** BCP 47 tag, as in {@code ?lang=} and in the cookie. */
    private final String tag;

    /** The language's name in itself. */
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    public String tag() {
        return tag;
    }

    public String ownName() {
        return ownName;
    }

    /** Whether one thing is spoken of in another form than several. */
    boolean hasSingular() {
        return this != ZH;
    }

    /** The language of a tag such as {@code de} or {@code de-AT}. */
    public static Optional<Language> of(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Arrays.stream(values()).filter(each -> each.tag.equals(primary)).findFirst();
    }

    /**
     * The best of an {@code Accept-Language} header (RFC 9110, section 12.5.4); empty when none of
     * the languages is asked for.
     */
    public static Optional<Language> accepted(String header) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.stream()
                    .filter(each -> each.getWeight() > 0)
                    .flatMap(each -> of(each.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
