package io.ostiary.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for values: <code>{name}</code>, <code>{name, duration}</code> for seconds in
 * words, and <code>{name, plural, one {…} other {…}}</code>, where {@code #} is the number. The part
 * of ICU's message format that the pages need.
 */
final class Phrase {

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Value(String name) implements Part {}

    private record Span(String name) implements Part {}

    private record Plural(String name, Phrase one, Phrase other) implements Part {}

    private final List<Part> parts;

    private Phrase(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What a phrase is drawn with. */
    interface Values {

        /** The value as text; null when there is none. */
        @Nullable
        String value(String name);

        /** Whether a value calls for the singular. */
        boolean isOne(String name);

        /** A number of seconds in words. */
        String duration(String name);
    }

    /**
     * @throws IllegalArgumentException when braces don't match or a form is unknown
     */
    static Phrase parse(String text) {
        return new Reader(text).all();
    }

    /** Draws it; a value that is missing stays empty. */
    String draw(Values values) {
        StringBuilder drawn = new StringBuilder();
        draw(values, "", drawn);
        return drawn.toString();
    }

    /** The names of the values that it mentions, in order. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> {}
                case Value value -> names.add(value.name());
                case Span span -> names.add(span.name());
                case Plural plural -> {
                    names.add(plural.name());
                    names.addAll(plural.one().names());
                    names.addAll(plural.other().names());
                }
            }
        }
        return names;
    }

    private void draw(Values values, String number, StringBuilder drawn) {
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> drawn.append(literal.text().replace("#", number.isEmpty() ? "#" : number));
                case Value value -> drawn.append(text(values, value.name()));
                case Span span -> drawn.append(values.duration(span.name()));
                case Plural plural -> {
                    Phrase chosen = values.isOne(plural.name()) ? plural.one() : plural.other();
                    chosen.draw(values, text(values, plural.name()), drawn);
                }
            }
        }
    }

    private static String text(Values values, String name) {
        String value = values.value(name);
        return value == null ? "" : value;
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Phrase all() {
            Phrase phrase = phrase();
            if (at < text.length()) {
                throw wrong();
            }
            return phrase;
        }

        private Phrase phrase() {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '}') {
                if (text.charAt(at) == '{') {
                    parts.add(new Literal(literal.toString()));
                    literal.setLength(0);
                    parts.add(place());
                } else {
                    literal.append(text.charAt(at++));
                }
            }
            parts.add(new Literal(literal.toString()));
            return new Phrase(parts);
        }

        private Part place() {
            expect('{');
            String name = word();
            if (take('}')) {
                return new Value(name);
            }
            expect(',');
            Part part = switch (word()) {
                case "duration" -> new Span(name);
                case "plural" -> plural(name);
                default -> throw wrong();
            };
            expect('}');
            return part;
        }

        private Plural plural(String name) {
            expect(',');
            Phrase one = null;
            Phrase other = null;
            while (other == null) {
                switch (word()) {
                    case "one" -> one = form();
                    case "other" -> other = form();
                    default -> throw wrong();
                }
            }
            return new Plural(name, one == null ? other : one, other);
        }

        private Phrase form() {
            expect('{');
            Phrase form = phrase();
            expect('}');
            return form;
        }

        private String word() {
            blanks();
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (start == at) {
                throw wrong();
            }
            String word = text.substring(start, at);
            blanks();
            return word;
        }

        private void expect(char wanted) {
            blanks();
            if (!take(wanted)) {
                throw wrong();
            }
        }

        private boolean take(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("at " + at + " of: " + text);
        }
    }

    /** Values of a map, with durations in a language's words. */
    static Values of(Map<String, ?> values, Words words) {
        return new Values() {
            @Override
            public @Nullable String value(String name) {
                Object value = values.get(name);
                return value == null ? null : value.toString();
            }

            @Override
            public boolean isOne(String name) {
                return words.language().hasSingular() && "1".equals(value(name));
            }

            @Override
            public String duration(String name) {
                return words.duration(value(name));
            }
        };
    }
}
