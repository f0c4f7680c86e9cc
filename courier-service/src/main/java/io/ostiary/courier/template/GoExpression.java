package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of a {@link GoTemplate}: a field, a text, a number, or a function
 * of these, with pipes and parentheses. Functions: {@code index eq ne and or not len upper lower
 * title trim default html urlquery print}.
 */
interface GoExpression {

    Map<String, Function<List<JsonNode>, JsonNode>> FUNCTIONS = Map.ofEntries(
            Map.entry("index", GoExpression::index),
            Map.entry("eq", a -> truth(a.stream().skip(1).anyMatch(b -> text(b).equals(text(a.getFirst()))))),
            Map.entry("ne", a -> truth(!text(a.get(0)).equals(text(a.get(1))))),
            Map.entry("and", a -> a.stream().filter(b -> !isTrue(b)).findFirst().orElse(a.getLast())),
            Map.entry(
                    "or",
                    a -> a.stream().filter(GoExpression::isTrue).findFirst().orElse(a.getLast())),
            Map.entry("not", a -> truth(!isTrue(a.getFirst()))),
            Map.entry("len", a -> IntNode.valueOf(length(a.getFirst()))),
            Map.entry("upper", a -> word(text(a.getLast()).toUpperCase(Locale.ROOT))),
            Map.entry("lower", a -> word(text(a.getLast()).toLowerCase(Locale.ROOT))),
            Map.entry("title", a -> word(title(text(a.getLast())))),
            Map.entry("trim", a -> word(text(a.getLast()).strip())),
            Map.entry("default", a -> isTrue(a.getLast()) ? a.getLast() : a.getFirst()),
            Map.entry("html", a -> word(GoTemplate.escaped(text(a.getLast())))),
            Map.entry("urlquery", a -> word(URLEncoder.encode(text(a.getLast()), StandardCharsets.UTF_8))),
            Map.entry(
                    "print",
                    a -> word(String.join("", a.stream().map(GoExpression::text).toList()))));

    /** The value, missing when there is none. */
    JsonNode evaluate(JsonNode data);

    /** Always the same value. */
    static GoExpression constant(JsonNode value) {
        return data -> value;
    }

    /**
     * Reads an expression.
     *
     * @throws GoTemplate.SyntaxException when it is none that is read here
     */
    static GoExpression parse(String source) {
        Reader reader = new Reader(source);
        GoExpression expression = reader.pipeline();
        reader.end();
        return expression;
    }

    /** Whether Go takes it for true: neither missing, null, false, zero nor empty. */
    static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.textValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }

    /** The value as text; nothing when it is missing or null. */
    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode index(List<JsonNode> arguments) {
        JsonNode place = arguments.getFirst();
        for (JsonNode key : arguments.subList(1, arguments.size())) {
            place = place.isArray() ? place.path(key.asInt()) : place.path(text(key));
        }
        return place;
    }

    private static int length(JsonNode value) {
        return value.isTextual() ? value.textValue().getBytes(StandardCharsets.UTF_8).length : value.size();
    }

    private static JsonNode truth(boolean value) {
        return BooleanNode.valueOf(value);
    }

    private static JsonNode word(String text) {
        return TextNode.valueOf(text);
    }

    private static String title(String text) {
        return Pattern.compile("\\b\\p{L}")
                .matcher(text)
                .replaceAll(m -> m.group().toUpperCase(Locale.ROOT));
    }

    /** Reads tokens from left to right. */
    final class Reader {

        private static final Pattern TOKEN = Pattern.compile(
                "\\s*(?:(\\.[\\w.]*)|\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|(-?\\d+)|([()|])|([a-zA-Z_]\\w*))");
        private static final Pattern WORD_END = Pattern.compile("([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])");

        private final String source;
        private final Matcher tokens;
        private int at;

        Reader(String source) {
            this.source = source;
            this.tokens = TOKEN.matcher(source);
        }

        GoExpression pipeline() {
            GoExpression value = command(null);
            while (next() && "|".equals(tokens.group(5))) {
                take();
                value = command(value);
            }
            return value;
        }

        void end() {
            if (!source.substring(at).isBlank()) {
                throw unread();
            }
        }

        private GoExpression command(@Nullable GoExpression piped) {
            String name = next() ? tokens.group(6) : null;
            Function<List<JsonNode>, JsonNode> function = name == null ? null : FUNCTIONS.get(name);
            if (name != null && function != null) {
                take();
                return call(name, function, piped);
            }
            if (piped != null) {
                throw unread();
            }
            return operand();
        }

        private GoExpression call(
                String name, Function<List<JsonNode>, JsonNode> function, @Nullable GoExpression piped) {
            List<GoExpression> arguments = new ArrayList<>();
            while (next() && !"|".equals(tokens.group(5)) && !")".equals(tokens.group(5))) {
                arguments.add(operand());
            }
            if (piped != null) {
                arguments.add(piped);
            }
            int least = name.equals("eq") || name.equals("ne") || name.equals("default") ? 2 : 1;
            if (arguments.size() < least) {
                throw new GoTemplate.SyntaxException(name + " lacks an argument in {{ " + source + " }}");
            }
            return data -> function.apply(
                    arguments.stream().map(each -> each.evaluate(data)).toList());
        }

        private GoExpression operand() {
            if (!next()) {
                throw unread();
            }
            if (tokens.group(1) != null) {
                return field(take(1));
            }
            if (tokens.group(2) != null) {
                return constant(word(take(2).translateEscapes()));
            }
            if (tokens.group(3) != null) {
                return constant(word(take(3)));
            }
            if (tokens.group(4) != null) {
                return constant(IntNode.valueOf(Integer.parseInt(take(4))));
            }
            if ("(".equals(tokens.group(5))) {
                take();
                GoExpression inner = pipeline();
                if (!next() || !")".equals(tokens.group(5))) {
                    throw unread();
                }
                take();
                return inner;
            }
            if ("true".equals(tokens.group(6)) || "false".equals(tokens.group(6))) {
                return constant(truth(Boolean.parseBoolean(take(6))));
            }
            throw unread();
        }

        /**
         * The first name is one of the contract's fields in camel case, what is below it is written
         * as in the data.
         */
        private static GoExpression field(String path) {
            List<String> names = List.of(path.substring(1).split("\\."));
            return data -> {
                JsonNode place = data;
                for (int i = 0; i < names.size() && !names.get(i).isEmpty(); i++) {
                    JsonNode exact = place.path(names.get(i));
                    place = i == 0 && exact.isMissingNode() ? place.path(snake(names.get(i))) : exact;
                }
                return place == null ? MissingNode.getInstance() : place;
            };
        }

        private static String snake(String camel) {
            String parted = camel;
            for (int i = 0; i < 2; i++) {
                parted = WORD_END.matcher(parted)
                        .replaceAll(m ->
                                m.group(1) != null ? m.group(1) + "_" + m.group(2) : m.group(3) + "_" + m.group(4));
            }
            return parted.toLowerCase(Locale.ROOT);
        }

        private boolean next() {
            tokens.region(at, source.length());
            return tokens.lookingAt();
        }

        private String take(int group) {
            String text = tokens.group(group);
            take();
            return text;
        }

        private void take() {
            at = tokens.end();
        }

        private GoTemplate.SyntaxException unread() {
            return new GoTemplate.SyntaxException("{{ " + source + " }} is not read here");
        }
    }
}
