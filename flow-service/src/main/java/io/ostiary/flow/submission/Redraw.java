package io.ostiary.flow.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/** Draws a form from nothing. What stood in its fields is put into the new ones, where these are empty. */
public final class Redraw {

    private Redraw() {}

    /**
     * Draws a form anew.
     *
     * @param draw draws the elements; the form is empty when it is called
     */
    public static Uni<Void> of(Flow flow, Supplier<Uni<?>> draw) {
        List<Node> old = flow.ui().nodes().asList();
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        return draw.get().invoke(() -> old.forEach(node -> keep(flow, node))).replaceWithVoid();
    }

    private static void keep(Flow flow, Node old) {
        JsonNode value = old.fieldValue();
        if (value != null) {
            flow.ui()
                    .nodes()
                    .find(old.name())
                    .filter(fresh -> fresh.isEmptyField())
                    .ifPresent(fresh -> flow.ui().nodes().setValue(old.name(), value));
        }
    }
}
