package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an action of a {@link GoTemplate} sees while it is drawn: the dot and the variables. */
final class GoScope {

    private final @Nullable GoScope outer;
    private final JsonNode root;
    private final JsonNode dot;
    private final GoBudget budget;
    private final Map<String, JsonNode> variables = new HashMap<>();

    private GoScope(@Nullable GoScope outer, JsonNode root, JsonNode dot, GoBudget budget) {
        this.outer = outer;
        this.root = root;
        this.dot = dot;
        this.budget = budget;
    }

    /** Of a template that is drawn from the data. */
    static GoScope of(JsonNode data) {
        return new GoScope(null, data, data, new GoBudget()).called(data);
    }

    /** Of a template that is called from here; {@code $} is the dot then. */
    GoScope called(JsonNode dot) {
        GoScope scope = new GoScope(null, root, dot, budget);
        scope.declare("$", dot);
        return scope;
    }

    /** Of a block inside, with a dot of its own. */
    GoScope inner(JsonNode dot) {
        return new GoScope(this, root, dot, budget);
    }

    /** {@link GoBudget#spend}. */
    void spend(long units) {
        budget.spend(units);
    }

    JsonNode dot() {
        return dot;
    }

    JsonNode root() {
        return root;
    }

    void declare(String name, JsonNode value) {
        variables.put(name, value);
    }

    void assign(String name, JsonNode value) {
        if (variables.containsKey(name) || outer == null) {
            variables.put(name, value);
        } else {
            outer.assign(name, value);
        }
    }

    JsonNode variable(String name) {
        JsonNode value = variables.get(name);
        if (value != null) {
            return value;
        }
        return outer == null ? MissingNode.getInstance() : outer.variable(name);
    }
}
