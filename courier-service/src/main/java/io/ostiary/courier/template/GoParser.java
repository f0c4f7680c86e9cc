package io.ostiary.courier.template;

import io.ostiary.courier.template.GoActions.Piece;
import io.ostiary.courier.template.GoTemplate.Part;
import io.ostiary.courier.template.GoTemplate.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the parts of a {@link GoTemplate} and of the templates that it calls. */
final class GoParser {

    /** Name of the template that is drawn. */
    static final String MAIN = "";

    private static final Pattern WORDS = Pattern.compile("(\\w+)\\b\\s*(.*)", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("(\\$\\w+)\\s*(:?=)\\s*(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern RANGE =
            Pattern.compile("(?:(\\$\\w+)\\s*,\\s*)?(\\$\\w+)\\s*:=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern NAMED =
            Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|`([^`]*)`)\\s*(.*)", Pattern.DOTALL);
    private static final int DEEPEST = 100;
    private static final Set<String> UNREAD = Set.of("call");

    private final List<Piece> pieces;
    private final Map<String, List<Part>> templates;
    private final Map<String, String> others;
    private Set<String> known = new HashSet<>();
    private int at;
    private int loops;
    private int depth;

    /** What ended a list of parts: the action's words. */
    private record Ended(List<Part> parts, String by) {}

    private GoParser(String source, Map<String, List<Part>> templates, Map<String, String> others) {
        this.pieces = GoActions.read(source);
        this.templates = templates;
        this.others = others;
    }

    static Map<String, List<Part>> parse(String source, Map<String, String> others) {
        Map<String, List<Part>> templates = new HashMap<>();
        templates.put(MAIN, new GoParser(source, templates, others).all());
        Set<String> called = new HashSet<>();
        for (boolean found = true; found; ) {
            Set<String> missing = new HashSet<>();
            templates.values().forEach(parts -> calls(parts, missing));
            missing.removeAll(templates.keySet());
            found = false;
            for (String name : missing) {
                String other = others.get(name);
                if (other == null || !called.add(name)) {
                    throw new SyntaxException("{{ template \"" + name + "\" }} names no template");
                }
                List<Part> parts = new GoParser(other, templates, others).all();
                templates.put(name, parts);
                found = true;
            }
        }
        return Map.copyOf(templates);
    }

    private static void calls(List<Part> parts, Set<String> names) {
        for (Part part : parts) {
            switch (part) {
                case Part.Call call -> names.add(call.template());
                case Part.Choice choice -> {
                    calls(choice.then(), names);
                    calls(choice.otherwise(), names);
                }
                case Part.Each each -> {
                    calls(each.body(), names);
                    calls(each.otherwise(), names);
                }
                case Part.Words words -> {}
                case Part.Value value -> {}
                case Part.Variable variable -> {}
                case Part.Leave leave -> {}
            }
        }
    }

    private List<Part> all() {
        Ended ended = parts();
        if (!ended.by().isEmpty()) {
            throw new SyntaxException("an {{ else }} or {{ end }} has no {{ if }}");
        }
        return ended.parts();
    }

    /** Reads up to an {@code else} or {@code end}, or to the end of all. */
    private Ended parts() {
        if (++depth > DEEPEST) {
            throw new SyntaxException("more than " + DEEPEST + " blocks stand within one another");
        }
        Ended ended = partsOfOne();
        depth--;
        return ended;
    }

    private Ended partsOfOne() {
        List<Part> parts = new ArrayList<>();
        while (at < pieces.size()) {
            Piece piece = pieces.get(at++);
            if (!piece.isAction()) {
                parts.add(new Part.Words(piece.text()));
                continue;
            }
            Matcher words = WORDS.matcher(piece.text());
            String word = words.matches() ? words.group(1) : "";
            String rest = words.matches() ? words.group(2) : "";
            switch (word) {
                case "else", "end" -> {
                    return new Ended(List.copyOf(parts), piece.text());
                }
                case "if", "with" -> parts.add(choice(word, rest));
                case "range" -> parts.add(range(rest));
                case "define" -> define(rest);
                case "block" -> parts.add(block(rest));
                case "template" -> parts.add(call(rest));
                case "break", "continue" -> parts.add(leave(word));
                default -> parts.add(value(piece.text(), word));
            }
        }
        return new Ended(List.copyOf(parts), "");
    }

    private Part choice(String word, String condition) {
        Set<String> outside = new HashSet<>(known);
        Matcher setting = SETTING.matcher(condition);
        boolean named = setting.matches() && setting.group(2).equals(":=");
        GoExpression expression = GoExpression.parse(named ? setting.group(3) : condition, known);
        if (named) {
            known.add(setting.group(1));
        }
        Set<String> inside = new HashSet<>(known);
        Ended then = parts();
        known = inside;
        List<Part> otherwise = otherwise(then.by(), word);
        known = outside;
        return new Part.Choice(
                named ? setting.group(1) : null, expression, word.equals("with"), then.parts(), otherwise);
    }

    /** What follows a body: {@code end}, or an {@code else} of some kind and then the end. */
    private List<Part> otherwise(String by, String of) {
        if (by.equals("end")) {
            return List.of();
        }
        Matcher words = WORDS.matcher(by.replaceFirst("^else\\s*", ""));
        if (by.startsWith("else") && words.matches()) {
            if (!of.equals("range")
                    && (words.group(1).equals("if") || words.group(1).equals("with"))) {
                return List.of(chained(words.group(1), words.group(2)));
            }
        } else if (by.equals("else")) {
            Ended ended = parts();
            if (ended.by().equals("end")) {
                return ended.parts();
            }
        }
        throw new SyntaxException("an {{ " + of + " }} has no {{ end }}");
    }

    /** A choice in the {@code else} of another, which ends with it. */
    private Part chained(String word, String condition) {
        depth++;
        Part choice = choice(word, condition);
        depth--;
        return choice;
    }

    private Part range(String what) {
        Set<String> outside = new HashSet<>(known);
        Matcher named = RANGE.matcher(what);
        boolean names = named.matches();
        GoExpression all = GoExpression.parse(names ? named.group(3) : what, known);
        if (names) {
            known.add(named.group(2));
            if (named.group(1) != null) {
                known.add(named.group(1));
            }
        }
        loops++;
        Ended body = parts();
        loops--;
        known = new HashSet<>(outside);
        List<Part> otherwise = otherwise(body.by(), "range");
        known = outside;
        return new Part.Each(
                names ? named.group(1) : null, names ? named.group(2) : null, all, body.parts(), otherwise);
    }

    private void define(String rest) {
        Matcher named = named(rest);
        if (!named.group(3).isEmpty()) {
            throw new SyntaxException("{{ define " + rest + " }} is not read here");
        }
        templates.put(name(named), body("define"));
    }

    private Part block(String rest) {
        Matcher named = named(rest);
        GoExpression dot = GoExpression.parse(named.group(3), known);
        templates.put(name(named), body("block"));
        return new Part.Call(name(named), dot);
    }

    /** The body of a template inside this one, which sees none of its variables. */
    private List<Part> body(String of) {
        Set<String> outside = known;
        int loopsOutside = loops;
        known = new HashSet<>();
        loops = 0;
        Ended body = parts();
        known = outside;
        loops = loopsOutside;
        if (!body.by().equals("end")) {
            throw new SyntaxException("a {{ " + of + " }} has no {{ end }}");
        }
        return body.parts();
    }

    private Part call(String rest) {
        Matcher named = named(rest);
        GoExpression dot =
                named.group(3).isEmpty() ? GoExpression.parse("nil", known) : GoExpression.parse(named.group(3), known);
        return new Part.Call(name(named), dot);
    }

    private Part leave(String word) {
        if (loops == 0) {
            throw new SyntaxException("a {{ " + word + " }} has no {{ range }}");
        }
        return new Part.Leave(word.equals("break"));
    }

    private Part value(String action, String word) {
        if (UNREAD.contains(word)) {
            throw new SyntaxException("{{ " + action + " }} is not read here");
        }
        Matcher setting = SETTING.matcher(action);
        if (!setting.matches()) {
            return new Part.Value(GoExpression.parse(action, known));
        }
        String name = setting.group(1);
        boolean isNew = setting.group(2).equals(":=");
        if (!isNew && !known.contains(name)) {
            throw new SyntaxException(name + " has no value in {{ " + action + " }}");
        }
        GoExpression value = GoExpression.parse(setting.group(3), known);
        known.add(name);
        return new Part.Variable(name, isNew, value);
    }

    private static Matcher named(String rest) {
        Matcher named = NAMED.matcher(rest);
        if (!named.matches()) {
            throw new SyntaxException("a template's name is a quoted text, not " + rest);
        }
        return named;
    }

    private static String name(Matcher named) {
        return named.group(1) != null ? GoQuotes.read(named.group(1)) : named.group(2);
    }
}
