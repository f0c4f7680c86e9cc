package io.ostiary.contract.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.UiText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ordered form elements of a flow. Mutable: it is built and changed by one request at a time.
 */
public final class Nodes implements Iterable<Node> {

    private final List<Node> nodes;

    public Nodes() {
        this(new ArrayList<>());
    }

    @JsonCreator
    public Nodes(List<Node> nodes) {
        this.nodes = new ArrayList<>(nodes);
    }

    @JsonValue
    public List<Node> asList() {
        return List.copyOf(nodes);
    }

    /** Adds at the end. */
    public Nodes append(Node node) {
        nodes.add(node);
        return this;
    }

    /** Replaces the element of the same name and group where it stands, else adds at the end. */
    public Nodes upsert(Node node) {
        for (int i = 0; i < nodes.size(); i++) {
            if (node.name().equals(nodes.get(i).name())
                    && node.group().equals(nodes.get(i).group())) {
                nodes.set(i, node);
                return this;
            }
        }
        return append(node);
    }

    /** Removes what the predicate names. */
    public Nodes removeIf(Predicate<Node> which) {
        nodes.removeIf(which);
        return this;
    }

    /** Removes elements by name. */
    public Nodes remove(String... names) {
        List<String> gone = List.of(names);
        return removeIf(n -> gone.contains(n.name()));
    }

    /** The first element of that name. */
    public Optional<Node> find(String name) {
        return nodes.stream().filter(n -> name.equals(n.name())).findFirst();
    }

    /** Sets the value of the first element of that name, if there is one. */
    public void setValue(String name, @Nullable JsonNode value) {
        for (int i = 0; i < nodes.size(); i++) {
            if (name.equals(nodes.get(i).name())) {
                nodes.set(i, nodes.get(i).withValue(value));
                return;
            }
        }
    }

    /** Adds a message to the first element of that name. @return false when there is none */
    public boolean addMessage(String name, UiText message) {
        for (int i = 0; i < nodes.size(); i++) {
            if (name.equals(nodes.get(i).name())) {
                nodes.set(i, nodes.get(i).withMessage(message));
                return true;
            }
        }
        return false;
    }

    /** Removes the messages of all elements. */
    public void clearMessages() {
        nodes.replaceAll(Node::withoutMessages);
    }

    /** Sorts stably. */
    public void sort(Comparator<Node> order) {
        nodes.sort(order);
    }

    public int size() {
        return nodes.size();
    }

    public void clear() {
        nodes.clear();
    }

    @Override
    public Iterator<Node> iterator() {
        return List.copyOf(nodes).iterator();
    }
}
