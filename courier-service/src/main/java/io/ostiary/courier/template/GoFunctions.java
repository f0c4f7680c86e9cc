package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;

/**
 * The functions of {@link GoExpression}: those of Go's templates, and those of the sprig library that
 * letters use. Texts are in {@link GoTexts}.
 */
final class GoFunctions {

    private static final int ANY = Integer.MAX_VALUE;

    /** All of them by name. */
    static final Map<String, FunctionOf> ALL = all();

    /**
     * A function.
     *
     * @param least how many arguments it takes at least
     * @param most how many at most
     */
    record FunctionOf(int least, int most, Function<List<JsonNode>, JsonNode> body) {}

    private GoFunctions() {}

    private static Map<String, FunctionOf> all() {
        Map<String, FunctionOf> all = new HashMap<>();
        logic(all);
        values(all);
        lists(all);
        searches(all);
        numbers(all);
        GoTexts.addTo(all);
        return Map.copyOf(all);
    }

    static void add(
            Map<String, FunctionOf> all, String name, int least, int most, Function<List<JsonNode>, JsonNode> body) {
        all.put(name, new FunctionOf(least, most, body));
    }

    private static void logic(Map<String, FunctionOf> all) {
        add(all, "eq", 2, ANY, a -> truth(a.stream().skip(1).anyMatch(each -> GoValues.isEqual(each, a.getFirst()))));
        add(all, "ne", 2, 2, a -> truth(!GoValues.isEqual(a.get(0), a.get(1))));
        add(all, "lt", 2, 2, a -> truth(GoValues.compare(a.get(0), a.get(1)) < 0));
        add(all, "le", 2, 2, a -> truth(GoValues.compare(a.get(0), a.get(1)) <= 0));
        add(all, "gt", 2, 2, a -> truth(GoValues.compare(a.get(0), a.get(1)) > 0));
        add(all, "ge", 2, 2, a -> truth(GoValues.compare(a.get(0), a.get(1)) >= 0));
        add(
                all,
                "and",
                1,
                ANY,
                a -> a.stream()
                        .filter(each -> !GoValues.isTrue(each))
                        .findFirst()
                        .orElse(a.getLast()));
        add(all, "or", 1, ANY, GoFunctions::firstTrue);
        add(all, "not", 1, 1, a -> truth(!GoValues.isTrue(a.getFirst())));
        add(all, "default", 2, 2, a -> GoValues.isTrue(a.get(1)) ? a.get(1) : a.get(0));
        add(all, "empty", 1, 1, a -> truth(!GoValues.isTrue(a.getFirst())));
        add(all, "coalesce", 1, ANY, GoFunctions::firstTrue);
        add(all, "ternary", 3, 3, a -> GoValues.isTrue(a.get(2)) ? a.get(0) : a.get(1));
    }

    private static JsonNode firstTrue(List<JsonNode> arguments) {
        return arguments.stream().filter(GoValues::isTrue).findFirst().orElse(arguments.getLast());
    }

    private static void values(Map<String, FunctionOf> all) {
        add(all, "index", 1, ANY, GoFunctions::index);
        add(all, "len", 1, 1, a -> LongNode.valueOf(length(a.getFirst())));
        add(all, "list", 0, ANY, GoFunctions::list);
        add(all, "dict", 0, ANY, GoFunctions::dict);
        add(all, "get", 2, 2, a -> a.get(0).path(GoValues.text(a.get(1))));
        add(all, "hasKey", 2, 2, a -> truth(a.get(0).has(GoValues.text(a.get(1)))));
    }

    private static void lists(Map<String, FunctionOf> all) {
        add(all, "first", 1, 1, a -> a.getFirst().path(0));
        add(all, "last", 1, 1, a -> a.getFirst().path(a.getFirst().size() - 1));
        add(all, "rest", 1, 1, a -> list(elements(a.getFirst()).stream().skip(1).toList()));
        add(
                all,
                "initial",
                1,
                1,
                a -> list(elements(a.getFirst()).stream()
                        .limit(Math.max(0, a.getFirst().size() - 1))
                        .toList()));
        add(all, "reverse", 1, 1, a -> {
            List<JsonNode> reversed = elements(a.getFirst());
            Collections.reverse(reversed);
            return list(reversed);
        });
        add(
                all,
                "uniq",
                1,
                1,
                a -> list(elements(a.getFirst()).stream().distinct().toList()));
    }

    private static void searches(Map<String, FunctionOf> all) {
        add(
                all,
                "has",
                2,
                2,
                a -> truth(elements(a.get(1)).stream().anyMatch(each -> GoValues.isEqual(each, a.get(0)))));
        add(
                all,
                "sortAlpha",
                1,
                1,
                a -> list(elements(a.getFirst()).stream()
                        .map(GoValues::text)
                        .sorted()
                        .<JsonNode>map(TextNode::valueOf)
                        .toList()));
        add(
                all,
                "join",
                2,
                2,
                a -> TextNode.valueOf(BoundedJoiner.join(
                        elements(a.get(1)).stream()
                                .filter(each -> !each.isNull())
                                .map(GoValues::text)
                                .toList(),
                        GoValues.text(a.get(0)))));
    }

    private static void numbers(Map<String, FunctionOf> all) {
        add(all, "int", 1, 1, a -> LongNode.valueOf(GoValues.whole(a.getFirst())));
        add(all, "int64", 1, 1, a -> LongNode.valueOf(GoValues.whole(a.getFirst())));
        add(all, "add1", 1, 1, a -> LongNode.valueOf(GoValues.whole(a.getFirst()) + 1));
        fold(all, "add", 1, Long::sum);
        fold(all, "sub", 2, (one, other) -> one - other);
        fold(all, "mul", 2, (one, other) -> one * other);
        fold(all, "div", 2, (one, other) -> one / divisor(other));
        fold(all, "mod", 2, (one, other) -> one % divisor(other));
        fold(all, "max", 1, Math::max);
        fold(all, "min", 1, Math::min);
    }

    private static void fold(Map<String, FunctionOf> all, String name, int least, LongBinaryOperator by) {
        int most = least == 2 && !name.equals("mul") ? 2 : ANY;
        add(
                all,
                name,
                least,
                most,
                a -> LongNode.valueOf(
                        a.stream().mapToLong(GoValues::whole).reduce(by).orElse(0)));
    }

    private static long divisor(long number) {
        if (number == 0) {
            throw new GoBudget.DrawingException("a template divides by zero");
        }
        return number;
    }

    private static JsonNode index(List<JsonNode> arguments) {
        JsonNode place = arguments.getFirst();
        for (JsonNode key : arguments.subList(1, arguments.size())) {
            place = place.isArray() ? place.path((int) GoValues.whole(key)) : place.path(GoValues.text(key));
        }
        return place;
    }

    private static long length(JsonNode value) {
        return value.isTextual() ? value.textValue().getBytes(StandardCharsets.UTF_8).length : value.size();
    }

    static JsonNode list(List<JsonNode> values) {
        var list = JsonNodeFactory.instance.arrayNode();
        values.forEach(each -> list.add(each.isMissingNode() ? JsonNodeFactory.instance.nullNode() : each));
        return list;
    }

    private static JsonNode dict(List<JsonNode> pairs) {
        ObjectNode dict = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.size(); i += 2) {
            JsonNode value = i + 1 < pairs.size() ? pairs.get(i + 1) : TextNode.valueOf("");
            dict.set(GoValues.text(pairs.get(i)), value.isMissingNode() ? dict.nullNode() : value);
        }
        return dict;
    }

    static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(elements::add);
        }
        return elements;
    }

    static JsonNode truth(boolean value) {
        return BooleanNode.valueOf(value);
    }
}
