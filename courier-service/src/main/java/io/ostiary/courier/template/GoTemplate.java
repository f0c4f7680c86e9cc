package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A template in the part of Go's template language that letters use: fields, variables, {@code if},
 * {@code with}, {@code range} with their {@code else}, {@code define}, {@code block} and {@code
 * template}, comments, dashes that trim, pipes, and the functions of {@link GoFunctions}. Anything
 * else is refused when the template is parsed, not when a letter is due.
 */
final class GoTemplate {

    /** The template uses something that is not read here. */
    static final class SyntaxException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    /** What a template is made of. */
    sealed interface Part {

        record Words(String text) implements Part {}

        record Value(GoExpression expression) implements Part {}

        /** A variable gets a value; nothing is written. */
        record Variable(String name, boolean isNew, GoExpression value) implements Part {}

        /** {@code if}, or {@code with}, which makes the value the dot. */
        record Choice(
                @Nullable String variable,
                GoExpression condition,
                boolean isWith,
                List<Part> then,
                List<Part> otherwise)
                implements Part {}

        /** {@code range}; the key and the value may have names. */
        record Each(
                @Nullable String key, @Nullable String value, GoExpression all, List<Part> body, List<Part> otherwise)
                implements Part {}

        record Call(String template, GoExpression dot) implements Part {}

        record Leave(boolean forGood) implements Part {}
    }

    private enum Flow {
        ON,
        CONTINUE,
        BREAK
    }

    /** Blocks and calls of templates within one another; more mean one that calls itself. */
    private static final int DEEPEST = 400;

    private final Map<String, List<Part>> templates;
    private final boolean escapes;

    private GoTemplate(Map<String, List<Part>> templates, boolean escapes) {
        this.templates = templates;
        this.escapes = escapes;
    }

    /** Reads a template that stands alone. */
    static GoTemplate parse(String source, boolean escapes) {
        return parse(source, escapes, Map.of());
    }

    /**
     * Reads a template.
     *
     * @param escapes whether values are escaped for HTML
     * @param others what {@code template} may call beside what is defined in it, by name
     * @throws SyntaxException when it uses something that is not read here
     */
    static GoTemplate parse(String source, boolean escapes, Map<String, String> others) {
        return new GoTemplate(GoParser.parse(source, others), escapes);
    }

    /**
     * Fills in the data. What is missing is empty.
     *
     * @throws GoBudget.DrawingException when the letter has no end, or what is calculated has no value
     */
    String render(JsonNode data) {
        StringBuilder out = new StringBuilder();
        call(GoParser.MAIN, GoScope.of(data), out, 0);
        return out.toString();
    }

    private void call(String name, GoScope scope, StringBuilder out, int depth) {
        render(templates.getOrDefault(name, List.of()), scope, out, depth);
    }

    private Flow render(List<Part> parts, GoScope scope, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw new GoBudget.DrawingException("a template calls itself without end");
        }
        scope.spend(1);
        for (Part part : parts) {
            scope.spend(1);
            GoBudget.requireFits(out.length());
            Flow flow = Flow.ON;
            switch (part) {
                case Part.Words words -> out.append(words.text());
                case Part.Value value -> out.append(shown(value.expression(), scope));
                case Part.Variable variable -> set(variable, scope);
                case Part.Choice choice -> flow = choose(choice, scope, out, depth + 1);
                case Part.Each each -> flow = repeat(each, scope, out, depth + 1);
                case Part.Call call ->
                    call(call.template(), scope.called(call.dot().evaluate(scope)), out, depth + 1);
                case Part.Leave leave -> flow = leave.forGood() ? Flow.BREAK : Flow.CONTINUE;
            }
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private static void set(Part.Variable variable, GoScope scope) {
        JsonNode value = variable.value().evaluate(scope);
        if (variable.isNew()) {
            scope.declare(variable.name(), value);
        } else {
            scope.assign(variable.name(), value);
        }
    }

    private Flow choose(Part.Choice choice, GoScope scope, StringBuilder out, int depth) {
        JsonNode value = choice.condition().evaluate(scope);
        boolean isTrue = GoValues.isTrue(value);
        GoScope inner = scope.inner(isTrue && choice.isWith() ? value : scope.dot());
        if (choice.variable() != null) {
            inner.declare(choice.variable(), value);
        }
        return render(isTrue ? choice.then() : choice.otherwise(), inner, out, depth);
    }

    private Flow repeat(Part.Each each, GoScope scope, StringBuilder out, int depth) {
        JsonNode all = each.all().evaluate(scope);
        BiFunction<JsonNode, JsonNode, Flow> turn = (key, value) -> {
            GoScope inner = scope.inner(value);
            if (each.key() != null) {
                inner.declare(each.key(), key);
            }
            if (each.value() != null) {
                inner.declare(each.value(), value);
            }
            return render(each.body(), inner, out, depth);
        };
        if (all.isIntegralNumber()) {
            for (long i = 0;
                    i < all.longValue() && turn.apply(LongNode.valueOf(i), LongNode.valueOf(i)) != Flow.BREAK; ) {
                i++;
            }
            return all.longValue() > 0 ? Flow.ON : render(each.otherwise(), scope.inner(scope.dot()), out, depth);
        }
        if (!all.isContainerNode() || all.isEmpty()) {
            return render(each.otherwise(), scope.inner(scope.dot()), out, depth);
        }
        if (all.isArray()) {
            for (int i = 0; i < all.size() && turn.apply(LongNode.valueOf(i), all.get(i)) != Flow.BREAK; ) {
                i++;
            }
            return Flow.ON;
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        all.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, JsonNode> entry : new ArrayList<>(sorted.entrySet())) {
            if (turn.apply(TextNode.valueOf(entry.getKey()), entry.getValue()) == Flow.BREAK) {
                break;
            }
        }
        return Flow.ON;
    }

    private String shown(GoExpression expression, GoScope scope) {
        String text = GoValues.text(expression.evaluate(scope));
        return escapes && !expression.isEscaped() ? escaped(text) : text;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
