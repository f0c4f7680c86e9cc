package io.ostiary.ui.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language: those of the pages by name, those of the contract by message id ({@code
 * 4000006}), and labels by place ({@code label.traits.email}).
 */
public final class Words {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private final Language language;
    private final Map<String, Phrase> phrases = new HashMap<>();

    private final Map<String, ?> facts;

    private Words(Language language, Map<String, ?> facts) {
        this.language = language;
        this.facts = Map.copyOf(facts);
    }

    /**
     * Reads a language.
     *
     * @param overrides folder with the operator's own {@code texts_<tag>.properties}, of which each
     *     text replaces one of these; null: none
     * @param facts values that every text may mention, such as {@code min_password_length}
     */
    public static Words load(Language language, @Nullable Path overrides, Map<String, ?> facts) {
        Words words = new Words(language, facts);
        String name = "texts_" + language.tag() + ".properties";
        try (InputStream in = Words.class.getResourceAsStream("/texts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no /texts/" + name);
            }
            words.add(in, name);
            Path own = overrides == null ? null : overrides.resolve(name);
            if (own != null && Files.isRegularFile(own)) {
                try (InputStream more = Files.newInputStream(own)) {
                    words.add(more, own.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read", e);
        }
        return words;
    }

    private void add(InputStream in, String name) throws IOException {
        Properties texts = new Properties();
        texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        texts.forEach((key, text) -> {
            try {
                phrases.put((String) key, Phrase.parse((String) text));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(name + ", " + key + ": " + e.getMessage());
            }
        });
    }

    public Language language() {
        return language;
    }

    /** A text; its own name when there is none, so that a page still shows something. */
    public String say(String key) {
        return say(key, Map.of());
    }

    /** A text with one value. */
    public String with(String key, String name, Object value) {
        return say(key, Map.of(name, value));
    }

    /** A text with values. */
    public String say(String key, Map<String, ?> values) {
        return find(key, values).orElse(key);
    }

    /** A text with values, if there is one of that name. */
    public Optional<String> find(String key, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(facts);
        all.putAll(values);
        return Optional.ofNullable(phrases.get(key)).map(phrase -> phrase.draw(Phrase.of(all, this)));
    }

    /** The names of all texts. */
    public Set<String> keys() {
        return Set.copyOf(phrases.keySet());
    }

    /** The values that a text mentions. */
    Set<String> names(String key) {
        Phrase phrase = phrases.get(key);
        return phrase == null ? Set.of() : phrase.names();
    }

    /** Seconds in words, in the largest unit that says it without a fraction worth telling. */
    public String duration(@Nullable String seconds) {
        long left;
        try {
            left = seconds == null ? 0 : (long) Math.ceil(Double.parseDouble(seconds));
        } catch (NumberFormatException e) {
            left = 0;
        }
        return duration(left);
    }

    /** The same of a number. */
    public String duration(long seconds) {
        if (seconds == 0 || (seconds < 2 * MINUTE && seconds % MINUTE != 0)) {
            return with("unit.seconds", "n", seconds);
        }
        if (seconds < 2 * HOUR && seconds % HOUR != 0) {
            return with("unit.minutes", "n", up(seconds, MINUTE));
        }
        return seconds < 2 * DAY
                ? with("unit.hours", "n", up(seconds, HOUR))
                : with("unit.days", "n", up(seconds, DAY));
    }

    private static long up(long seconds, int unit) {
        return (seconds + unit - 1) / unit;
    }
}
