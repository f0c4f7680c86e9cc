package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What methods keep in a flow between submissions, each for itself: in the open under {@code
 * /methods/<name>} of the flow's context, and sealed under {@code /sealed}. What is sealed is opened
 * when a method asks for it, and sealed anew only then.
 */
final class MethodData {

    private static final String METHODS = "methods";
    private static final String SEALED = "sealed";

    private final UUID flow;
    private final ObjectNode context;
    private final @Nullable FlowSeal seal;
    private @Nullable ObjectNode opened;

    /** @param seal null for a flow that isn't stored yet: it holds nothing sealed */
    MethodData(UUID flow, ObjectNode context, @Nullable FlowSeal seal) {
        this.flow = flow;
        this.context = context;
        this.seal = seal;
    }

    ObjectNode state(MethodName method) {
        return context.withObjectProperty(METHODS).withObjectProperty(method.wire());
    }

    ObjectNode secrets(MethodName method) {
        if (opened == null) {
            opened = open();
        }
        return opened.withObjectProperty(method.wire());
    }

    /** Replaces what is kept secretly by what another holds. */
    void takeSecretsOf(MethodData other) {
        opened = (other.opened == null ? other.open() : other.opened).deepCopy();
    }

    private ObjectNode open() {
        String sealed = context.path(SEALED).asText();
        return sealed.isEmpty() || seal == null ? Json.object() : seal.open(flow, sealed);
    }

    /** Seals what was opened, for the row to be written. */
    void seal(FlowSeal with) {
        if (opened == null) {
            return;
        }
        opened.removeIf(each -> each.isEmpty());
        if (opened.isEmpty()) {
            context.remove(SEALED);
        } else {
            context.put(SEALED, with.seal(flow, opened));
        }
    }
}
