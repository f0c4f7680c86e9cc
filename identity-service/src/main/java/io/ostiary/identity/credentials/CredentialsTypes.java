package io.ostiary.identity.credentials;

import io.ostiary.call.CallConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Types that somebody adds without touching this service: a line of words for each, in the
 * property {@code ostiary.credentials-types} (or the environment's {@code
 * OSTIARY_CREDENTIALS_TYPES}), separated by semicolons. A line is the type's word, then its
 * shape: {@code favourite_colour single=/colour first second sealed} or {@code badge list=/badges
 * by=number first named}.
 *
 * <p>The words are those of {@link Shape}: {@code single} or {@code list} first, then {@code by}
 * (fields separated by commas), {@code first}, {@code second}, {@code firstIf}, {@code identified},
 * {@code links}, {@code comparedAsGiven}, {@code named}, {@code listed}, {@code sealed}.
 */
@ApplicationScoped
public class CredentialsTypes {

    // It goes into statements.
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Optional<String> lines;

    CredentialsTypes(CallConfig config) {
        this.lines = config.credentialsTypes();
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        lines.ifPresent(CredentialsTypes::read);
    }

    /**
     * Adds the lines; a word that is there already keeps its shape.
     *
     * @throws IllegalArgumentException when a line can't be understood
     */
    static void read(String lines) {
        for (String line : lines.split(";")) {
            if (!line.isBlank()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                CredentialsType.line(words.getFirst(), 0, shape(words));
            }
        }
    }

    private static Shape shape(List<String> words) {
        if (words.size() < 2 || !WORD.matcher(words.getFirst()).matches()) {
            throw new IllegalArgumentException("a credentials type needs single=… or list=…: " + words);
        }
        Map.Entry<String, String> frame = parted(words.get(1));
        Shape shape = switch (frame.getKey()) {
            case "single" -> Shape.single(frame.getValue());
            case "list" -> Shape.list(frame.getValue());
            default -> throw new IllegalArgumentException("a credentials type needs single=… or list=…: " + words);
        };
        for (String word : words.subList(2, words.size())) {
            shape = with(shape, parted(word));
        }
        return shape;
    }

    private static Shape with(Shape shape, Map.Entry<String, String> word) {
        return switch (word.getKey().toLowerCase(Locale.ROOT)) {
            case "by" -> shape.by(word.getValue().split(","));
            case "first" -> shape.first();
            case "second" -> shape.second();
            case "firstif" -> shape.firstIf(word.getValue());
            case "identified" -> shape.identified();
            case "links" -> shape.links();
            case "comparedasgiven" -> shape.comparedAsGiven();
            case "named" -> shape.named();
            case "listed" -> shape.listed();
            case "sealed" -> shape.sealed();
            default -> throw new IllegalArgumentException("unknown word of a credentials type: " + word.getKey());
        };
    }

    private static Map.Entry<String, String> parted(String word) {
        int at = word.indexOf('=');
        return at < 0 ? Map.entry(word, "") : Map.entry(word.substring(0, at), word.substring(at + 1));
    }
}
