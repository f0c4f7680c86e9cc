package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of a {@link GoTemplate}: a field, a variable, a text, a number, or a
 * function of these, with pipes and parentheses. The functions are those of {@link GoFunctions}.
 */
interface GoExpression {

    /** The value, missing when there is none. */
    JsonNode evaluate(GoScope scope);

    /** Whether its value is escaped for HTML already. */
    default boolean isEscaped() {
        return false;
    }

    /**
     * Reads an expression.
     *
     * @param known the variables that it may name
     * @throws GoTemplate.SyntaxException when it is none that is read here
     */
    static GoExpression parse(String source, Set<String> known) {
        Reader reader = new Reader(source, known);
        GoExpression expression = reader.pipeline();
        reader.end();
        return expression;
    }

    /** A value that its function has escaped. */
    record Escaped(GoExpression inner) implements GoExpression {

        @Override
        public JsonNode evaluate(GoScope scope) {
            return inner.evaluate(scope);
        }

        @Override
        public boolean isEscaped() {
            return true;
        }
    }

    /** Reads tokens from left to right. */
    final class Reader {

        private static final int DEEPEST = 100;
        private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
        private static final Pattern TOKEN =
                Pattern.compile("\\s*(?:(?<field>\\.(?:" + NAME + "(?:\\." + NAME + ")*+)?)"
                        + "|\"(?<text>(?:[^\"\\\\]|\\\\.)*+)\"|`(?<raw>[^`]*)`|'(?<letter>(?:[^'\\\\]|\\\\.)++)'"
                        + "|(?<number>[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?<mark>[()|])|(?<name>" + NAME
                        + ")|(?<variable>\\$(?:" + NAME + ")?)(?<below>(?:\\." + NAME + ")*+))");

        private final String source;
        private final Set<String> known;
        private final Matcher tokens;
        private int at;
        private int depth;

        Reader(String source, Set<String> known) {
            this.source = source;
            this.known = known;
            this.tokens = TOKEN.matcher(source);
        }

        GoExpression pipeline() {
            int depthOutside = depth;
            nest();
            GoExpression value = command(null);
            while (isMark("|")) {
                take();
                nest();
                value = command(value);
            }
            depth = depthOutside;
            return value;
        }

        /** Each pipe and each pair of parentheses is evaluated within the next. */
        private void nest() {
            if (++depth > DEEPEST) {
                throw new GoTemplate.SyntaxException(
                        "more than " + DEEPEST + " pipes and parentheses stand within one another");
            }
        }

        void end() {
            if (!source.substring(at).isBlank()) {
                throw unread();
            }
        }

        private GoExpression command(@Nullable GoExpression piped) {
            String name = next() ? tokens.group("name") : null;
            GoFunctions.FunctionOf function = name == null ? null : GoFunctions.ALL.get(name);
            if (name != null && function != null) {
                take();
                GoExpression call = call(name, function, piped);
                return name.equals("html") ? new Escaped(call) : call;
            }
            if (piped != null) {
                throw unread();
            }
            GoExpression value = operand();
            if (next() && !isMark("|") && !isMark(")")) {
                throw unread();
            }
            return value;
        }

        private GoExpression call(String name, GoFunctions.FunctionOf function, @Nullable GoExpression piped) {
            List<GoExpression> arguments = new ArrayList<>();
            while (next() && !isMark("|") && !isMark(")")) {
                arguments.add(operand());
            }
            if (piped != null) {
                arguments.add(piped);
            }
            if (arguments.size() < function.least()) {
                throw new GoTemplate.SyntaxException(name + " lacks an argument in {{ " + source + " }}");
            }
            if (arguments.size() > function.most()) {
                throw new GoTemplate.SyntaxException(name + " has too many arguments in {{ " + source + " }}");
            }
            return scope -> evaluate(function, arguments, scope);
        }

        private static JsonNode evaluate(GoFunctions.FunctionOf function, List<GoExpression> arguments, GoScope scope) {
            List<JsonNode> values = new ArrayList<>();
            for (GoExpression each : arguments) {
                JsonNode value = each.evaluate(scope);
                scope.spend(GoBudget.size(value));
                values.add(value);
            }
            JsonNode result = function.body().apply(values);
            scope.spend(GoBudget.size(result));
            return result;
        }

        private GoExpression operand() {
            if (!next()) {
                throw unread();
            }
            if (tokens.group("field") != null) {
                List<String> names = names(take("field"));
                return scope -> field(scope, scope.dot(), names);
            }
            if (tokens.group("variable") != null) {
                return variable();
            }
            if (isMark("(")) {
                return parentheses();
            }
            String name = tokens.group("name");
            GoFunctions.FunctionOf function = name == null ? null : GoFunctions.ALL.get(name);
            if (function != null && function.least() == 0) {
                take();
                return scope -> function.body().apply(List.of());
            }
            JsonNode constant = constant();
            return scope -> constant;
        }

        private JsonNode constant() {
            if (tokens.group("text") != null) {
                return TextNode.valueOf(GoQuotes.read(take("text")));
            }
            if (tokens.group("raw") != null) {
                return TextNode.valueOf(take("raw"));
            }
            if (tokens.group("letter") != null) {
                return letter(GoQuotes.read(take("letter")));
            }
            if (tokens.group("number") != null) {
                return number(take("number"));
            }
            if ("true".equals(tokens.group("name")) || "false".equals(tokens.group("name"))) {
                return BooleanNode.valueOf(Boolean.parseBoolean(take("name")));
            }
            if ("nil".equals(tokens.group("name"))) {
                take();
                return MissingNode.getInstance();
            }
            throw unread();
        }

        private JsonNode number(String text) {
            try {
                if (text.matches("[+-]?\\d+")) {
                    return LongNode.valueOf(Long.parseLong(text));
                }
                double number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return DoubleNode.valueOf(number);
                }
            } catch (NumberFormatException e) {
                // as one that is too large
            }
            throw unread();
        }

        private JsonNode letter(String text) {
            if (text.codePointCount(0, text.length()) != 1) {
                throw unread();
            }
            return LongNode.valueOf(text.codePointAt(0));
        }

        private GoExpression variable() {
            String name = tokens.group("variable");
            List<String> below = names(tokens.group("below"));
            take();
            if (!name.equals("$") && !known.contains(name)) {
                throw new GoTemplate.SyntaxException(name + " has no value in {{ " + source + " }}");
            }
            return scope -> field(scope, scope.variable(name), below);
        }

        private GoExpression parentheses() {
            take();
            GoExpression inner = pipeline();
            if (!isMark(")")) {
                throw unread();
            }
            take();
            if (at < source.length() && source.charAt(at) == '.' && next() && tokens.group("field") != null) {
                List<String> names = names(take("field"));
                return scope -> field(scope, inner.evaluate(scope), names);
            }
            return inner;
        }

        private static List<String> names(String path) {
            return path.length() < 2 ? List.of() : List.of(path.substring(1).split("\\."));
        }

        /**
         * The first name below the data is one of the contract's fields in camel case, what is below
         * it is written as in the data.
         */
        private static JsonNode field(GoScope scope, JsonNode start, List<String> names) {
            JsonNode place = start;
            for (String name : names) {
                JsonNode exact = place.path(name);
                place = place == scope.root() && exact.isMissingNode() ? place.path(GoValues.snake(name)) : exact;
            }
            return place;
        }

        private boolean isMark(String mark) {
            return next() && mark.equals(tokens.group("mark"));
        }

        private boolean next() {
            tokens.region(at, source.length());
            return tokens.lookingAt();
        }

        private String take(String group) {
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
