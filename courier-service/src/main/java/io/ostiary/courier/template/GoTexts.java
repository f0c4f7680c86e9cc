package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ostiary.courier.template.GoFunctions.FunctionOf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions of {@link GoExpression} that make texts. */
final class GoTexts {

    private static final int ANY = Integer.MAX_VALUE;
    private static final int LONGEST = 100_000;
    /** Digits of a width or a precision; more are a mistake. */
    private static final int MOST_DIGITS = 6;

    private static final Pattern VERB = Pattern.compile("%([-+ 0#]*)(\\d+)?(?:\\.(\\d+))?([a-zA-Z%])");

    private GoTexts() {}

    static void addTo(Map<String, FunctionOf> all) {
        plain(all);
        shortened(all);
        joined(all);
    }

    private static void plain(Map<String, FunctionOf> all) {
        one(all, "upper", text -> each(text, Character::toUpperCase));
        one(all, "lower", text -> each(text, Character::toLowerCase));
        one(all, "title", GoTexts::title);
        one(all, "trim", String::strip);
        one(all, "nospace", text -> text.replaceAll("\\s+", ""));
        one(all, "html", GoTemplate::escaped);
        one(all, "urlquery", GoTexts::urlquery);
        one(all, "toString", UnaryOperator.identity());
        one(all, "b64enc", text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        one(
                all,
                "initials",
                text -> Arrays.stream(text.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> Character.toString(word.codePointAt(0)))
                        .collect(Collectors.joining()));
        two(all, "trimAll", (cut, text) -> trimmed(text, cut));
        two(all, "trimPrefix", (cut, text) -> text.startsWith(cut) ? text.substring(cut.length()) : text);
        two(
                all,
                "trimSuffix",
                (cut, text) -> text.endsWith(cut) ? text.substring(0, text.length() - cut.length()) : text);
        two(all, "indent", GoTexts::indented);
        two(all, "nindent", (blanks, text) -> "\n" + indented(blanks, text));
        GoFunctions.add(all, "contains", 2, 2, a -> GoFunctions.truth(text(a, 1).contains(text(a, 0))));
        GoFunctions.add(
                all, "hasPrefix", 2, 2, a -> GoFunctions.truth(text(a, 1).startsWith(text(a, 0))));
        GoFunctions.add(
                all, "hasSuffix", 2, 2, a -> GoFunctions.truth(text(a, 1).endsWith(text(a, 0))));
        GoFunctions.add(all, "replace", 3, 3, a -> word(replaced(text(a, 2), text(a, 0), text(a, 1))));
    }

    private static void shortened(Map<String, FunctionOf> all) {
        GoFunctions.add(all, "repeat", 2, 2, a -> word(repeated(GoValues.whole(a.get(0)), text(a, 1))));
        GoFunctions.add(all, "trunc", 2, 2, a -> word(truncated((int) GoValues.whole(a.get(0)), text(a, 1))));
        GoFunctions.add(all, "substr", 3, 3, a -> word(part(a.get(0), a.get(1), text(a, 2))));
        GoFunctions.add(all, "plural", 3, 3, a -> GoValues.whole(a.get(2)) == 1 ? a.get(0) : a.get(1));
    }

    private static void joined(Map<String, FunctionOf> all) {
        GoFunctions.add(all, "print", 0, ANY, a -> word(printed(a)));
        GoFunctions.add(all, "println", 0, ANY, a -> word(spaced(a) + "\n"));
        GoFunctions.add(all, "printf", 1, ANY, a -> word(formatted(text(a, 0), a.subList(1, a.size()))));
        GoFunctions.add(all, "cat", 0, ANY, a -> word(joined(a, GoValues::text)));
        GoFunctions.add(all, "quote", 0, ANY, a -> word(joined(a, each -> quoted(GoValues.text(each)))));
        GoFunctions.add(all, "squote", 0, ANY, a -> word(joined(a, each -> "'" + GoValues.text(each) + "'")));
        GoFunctions.add(
                all,
                "splitList",
                2,
                2,
                a -> GoFunctions.list(Arrays.stream(text(a, 1).split(Pattern.quote(text(a, 0)), -1))
                        .<JsonNode>map(TextNode::valueOf)
                        .toList()));
    }

    private static void one(Map<String, FunctionOf> all, String name, UnaryOperator<String> body) {
        GoFunctions.add(all, name, 1, 1, a -> word(body.apply(text(a, 0))));
    }

    private static void two(Map<String, FunctionOf> all, String name, BiFunction<String, String, String> body) {
        GoFunctions.add(all, name, 2, 2, a -> word(body.apply(text(a, 0), text(a, 1))));
    }

    private static String text(List<JsonNode> arguments, int place) {
        return GoValues.text(arguments.get(place));
    }

    private static JsonNode word(String text) {
        GoBudget.requireFits(text.length());
        return TextNode.valueOf(text);
    }

    /** The first letter of each word; ASCII marks part words, others only when they are blanks. */
    private static String title(String text) {
        StringBuilder titled = new StringBuilder();
        boolean begins = true;
        for (int point : text.codePoints().toArray()) {
            titled.appendCodePoint(begins ? Character.toTitleCase(point) : point);
            boolean inWord = Character.isLetterOrDigit(point) || point == '_';
            begins = !inWord && (point < 128 || Character.isWhitespace(point));
        }
        return titled.toString();
    }

    /** Character by character, as Go does it: ß stays one. */
    private static String each(String text, IntUnaryOperator change) {
        int[] points = text.codePoints().map(change).toArray();
        return new String(points, 0, points.length);
    }

    private static String urlquery(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String trimmed(String text, String cut) {
        int from = 0;
        int to = text.length();
        while (from < to && cut.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String indented(String blanks, String text) {
        if (!blanks.matches("\\d{1," + MOST_DIGITS + "}")) {
            throw new GoBudget.DrawingException("a template indents by what is no number of blanks");
        }
        String pad = repeated(Long.parseLong(blanks), " ");
        return pad + replaced(text, "\n", "\n" + pad);
    }

    private static String replaced(String text, String old, String by) {
        long times = old.isEmpty() ? text.length() + 1 : 0;
        for (int at = text.indexOf(old); at >= 0 && !old.isEmpty(); at = text.indexOf(old, at + old.length())) {
            times++;
        }
        GoBudget.requireFits(text.length() + times * by.length());
        return text.replace(old, by);
    }

    private static String repeated(long times, String text) {
        if (!text.isEmpty() && times > LONGEST / text.length()) {
            throw new GoBudget.DrawingException("a template repeats a text too often");
        }
        return text.isEmpty() ? text : text.repeat((int) Math.max(0, times));
    }

    /** Counted in bytes by the reference; in characters here, so that none is split. */
    private static String truncated(int length, String text) {
        int all = text.codePointCount(0, text.length());
        if (Math.abs((long) length) >= all) {
            return text;
        }
        int at = text.offsetByCodePoints(0, length < 0 ? all + length : length);
        return length < 0 ? text.substring(at) : text.substring(0, at);
    }

    private static String part(JsonNode start, JsonNode end, String text) {
        int from = (int) Math.clamp(GoValues.whole(start), 0, text.length());
        long to = GoValues.whole(end);
        return text.substring(from, to < 0 || to > text.length() ? text.length() : (int) Math.max(from, to));
    }

    /** Blanks only between two values of which neither is a text, as Go has it. */
    private static String printed(List<JsonNode> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !values.get(i).isTextual() && !values.get(i - 1).isTextual()) {
                out.append(' ');
            }
            out.append(GoValues.text(values.get(i)));
            GoBudget.requireFits(out.length());
        }
        return out.toString();
    }

    private static String spaced(List<JsonNode> values) {
        return BoundedJoiner.join(values.stream().map(GoValues::text).toList(), " ");
    }

    /** Those that there are. */
    private static String joined(List<JsonNode> values, Function<JsonNode, String> as) {
        return BoundedJoiner.join(
                values.stream()
                        .filter(each -> !each.isNull() && !each.isMissingNode())
                        .map(as)
                        .toList(),
                " ");
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    private static String formatted(String format, List<JsonNode> values) {
        Matcher verbs = VERB.matcher(format);
        StringBuilder out = new StringBuilder();
        int next = 0;
        while (verbs.find()) {
            String shown;
            if (verbs.group(4).equals("%")) {
                shown = "%";
            } else if (next >= values.size()) {
                shown = "%!" + verbs.group(4) + "(MISSING)";
            } else {
                shown = padded(verbs, shown(verbs, values.get(next++)));
            }
            verbs.appendReplacement(out, Matcher.quoteReplacement(shown));
            GoBudget.requireFits(out.length());
        }
        return verbs.appendTail(out).toString();
    }

    private static String shown(Matcher verb, JsonNode value) {
        String precision = verb.group(3);
        return switch (verb.group(4)) {
            case "d" -> Long.toString(GoValues.whole(value));
            case "f" ->
                String.format(
                        Locale.ROOT,
                        "%." + (precision == null ? 6 : Math.min(20, digits(precision))) + "f",
                        value.doubleValue());
            case "q" -> quoted(GoValues.text(value));
            case "x" -> Long.toHexString(GoValues.whole(value));
            default -> {
                String text = GoValues.text(value);
                yield precision == null ? text : truncated((int) Math.min(LONGEST, digits(precision)), text);
            }
        };
    }

    private static long digits(String number) {
        if (number.length() > MOST_DIGITS) {
            throw new GoBudget.DrawingException("a template formats with a width or precision that is too large");
        }
        return Long.parseLong(number);
    }

    private static String padded(Matcher verb, String text) {
        long width = verb.group(2) == null ? 0 : digits(verb.group(2));
        String flags = verb.group(1);
        String pad =
                repeated(Math.max(0, width - text.codePointCount(0, text.length())), flags.contains("0") ? "0" : " ");
        return flags.contains("-") ? text + pad.replace('0', ' ') : pad + text;
    }
}
