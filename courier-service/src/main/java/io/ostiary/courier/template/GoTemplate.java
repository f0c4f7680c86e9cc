package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template in the part of Go's template language that letters use: fields, {@code index}, choices
 * by {@code if}, {@code else if}, {@code else} and {@code end}, comments, dashes that trim, pipes,
 * and the functions of {@link GoExpression}. Anything else is refused when the template is parsed,
 * not when a letter is due.
 */
final class GoTemplate {

    /** The template uses something that is not read here. */
    static final class SyntaxException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    private static final Pattern ACTION = Pattern.compile("\\{\\{(-\\s)?\\s*(.*?)\\s*(\\s-)?}}", Pattern.DOTALL);

    private sealed interface Part {

        record Words(String text) implements Part {}

        record Value(GoExpression expression) implements Part {}

        record Choice(List<Branch> branches) implements Part {}
    }

    /** A branch of a choice; an {@code else} has no condition and is the last. */
    private record Branch(GoExpression condition, List<Part> parts) {}

    private final List<Part> parts;
    private final boolean escapes;

    private GoTemplate(List<Part> parts, boolean escapes) {
        this.parts = parts;
        this.escapes = escapes;
    }

    /**
     * Reads a template.
     *
     * @param escapes whether values are escaped for HTML
     * @throws SyntaxException when it uses something that is not read here
     */
    static GoTemplate parse(String source, boolean escapes) {
        Deque<List<Part>> open = new ArrayDeque<>();
        Deque<List<Branch>> choices = new ArrayDeque<>();
        open.push(new ArrayList<>());
        Matcher action = ACTION.matcher(source);
        int end = 0;
        boolean trimNext = false;
        while (action.find()) {
            addWords(open.peek(), source.substring(end, action.start()), trimNext, action.group(1) != null);
            trimNext = action.group(3) != null;
            end = action.end();
            add(action.group(2), open, choices);
        }
        addWords(open.peek(), source.substring(end), trimNext, false);
        if (!choices.isEmpty()) {
            throw new SyntaxException("an {{ if }} has no {{ end }}");
        }
        return new GoTemplate(List.copyOf(open.pop()), escapes);
    }

    /** Fills in the data. What is missing is empty. */
    String render(JsonNode data) {
        StringBuilder out = new StringBuilder();
        render(parts, data, out);
        return out.toString();
    }

    private void render(List<Part> parts, JsonNode data, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Part.Words words -> out.append(words.text());
                case Part.Value value -> out.append(shown(value.expression().evaluate(data)));
                case Part.Choice choice ->
                    choice.branches().stream()
                            .filter(branch ->
                                    GoExpression.isTrue(branch.condition().evaluate(data)))
                            .findFirst()
                            .ifPresent(branch -> render(branch.parts(), data, out));
            }
        }
    }

    private String shown(JsonNode value) {
        String text = GoExpression.text(value);
        return escapes ? escaped(text) : text;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static void add(String action, Deque<List<Part>> open, Deque<List<Branch>> choices) {
        if (action.startsWith("/*")) {
            return;
        }
        String[] words = action.split("\\s+", 2);
        switch (words[0]) {
            case "if" -> {
                choices.push(new ArrayList<>());
                begin(GoExpression.parse(rest(words)), open, choices);
            }
            case "else" -> {
                String condition = rest(words).replaceFirst("^if\\s+", "");
                close(open, choices);
                begin(
                        condition.isEmpty()
                                ? GoExpression.constant(TextNode.valueOf("else"))
                                : GoExpression.parse(condition),
                        open,
                        choices);
            }
            case "end" -> {
                close(open, choices);
                open.peek().add(new Part.Choice(List.copyOf(choices.pop())));
            }
            case "range", "with", "define", "template", "block", "break", "continue" ->
                throw new SyntaxException("{{ " + words[0] + " }} is not read here");
            default -> open.peek().add(new Part.Value(GoExpression.parse(action)));
        }
    }

    private static void begin(GoExpression condition, Deque<List<Part>> open, Deque<List<Branch>> choices) {
        List<Part> parts = new ArrayList<>();
        open.push(parts);
        choices.peek().add(new Branch(condition, parts));
    }

    private static void close(Deque<List<Part>> open, Deque<List<Branch>> choices) {
        if (choices.isEmpty()) {
            throw new SyntaxException("an {{ else }} or {{ end }} has no {{ if }}");
        }
        open.pop();
    }

    private static String rest(String[] words) {
        return words.length > 1 ? words[1] : "";
    }

    private static void addWords(List<Part> parts, String text, boolean trimStart, boolean trimEnd) {
        String words = trimStart ? text.stripLeading() : text;
        words = trimEnd ? words.stripTrailing() : words;
        if (!words.isEmpty()) {
            parts.add(new Part.Words(words));
        }
    }
}
