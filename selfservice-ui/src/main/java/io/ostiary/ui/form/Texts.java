package io.ostiary.ui.form;

import io.ostiary.ui.node.Message;
import io.ostiary.ui.node.Node;
import io.ostiary.ui.text.Language;
import io.ostiary.ui.text.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what the server says, in the page's language. */
final class Texts {

    /** The label that is the title of the trait's schema. */
    private static final long TITLE = 1070002;

    private final Words words;

    Texts(Words words) {
        this.words = words;
    }

    /** A message by its id, else in the server's words. */
    Shown message(Message message) {
        if (message.id() == TITLE) {
            return title(message.context().getOrDefault("name", ""), message);
        }
        return words.find(Long.toString(message.id()), message.context())
                .map(Shown::own)
                .orElseGet(() -> new Shown(message.text(), words.language() != Language.EN));
    }

    /** What a node is called: its label, else the last part of its name. */
    Shown label(Node node) {
        return node.label()
                .map(this::message)
                .or(() -> override(node.name()).map(Shown::own))
                .orElseGet(() -> Shown.own(readable(node.name())));
    }

    /** A hint for a field, if there is one for its place. */
    Optional<String> hint(String name) {
        return words.find("hint." + name, Map.of());
    }

    /** What an option of a field is called. */
    String option(String name, String value) {
        return words.find("option." + name + "." + value, Map.of()).orElse(value);
    }

    private Shown title(String place, Message message) {
        String title = message.context().getOrDefault("title", message.text());
        return override(place)
                .or(() -> words.find("title." + key(title), Map.of()))
                .map(Shown::own)
                .orElseGet(() -> Shown.own(title));
    }

    private Optional<String> override(String place) {
        return words.find("label." + place, Map.of());
    }

    /** What a message says is missing, when it is about no field of its own; empty when it says nothing. */
    String missing(Message message) {
        String place = message.context().getOrDefault("property", "");
        return place.isEmpty()
                ? ""
                : override(place)
                        .or(() -> words.find("title." + key(readable(place)), Map.of()))
                        .orElse(readable(place));
    }

    private static String key(String title) {
        return title.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** The last part of a name, as words: {@code traits.given_name} is {@code Given name}. */
    static String readable(String name) {
        String[] parts = name.split("\\.");
        String last = parts[parts.length - 1];
        if (parts.length > 1 && last.matches("[0-9]+")) {
            return readable(String.join(".", Arrays.copyOf(parts, parts.length - 1)))
                    + " "
                    + (Integer.parseInt(last) + 1);
        }
        String words = last.replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
