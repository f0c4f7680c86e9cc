package io.ostiary.identity.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch (RFC 6902) in the contract's reading of it: {@code add}, {@code remove} and {@code
 * replace} alone; {@code replace} of a member that isn't there adds it, with the objects above it;
 * some paths may not be touched.
 */
public final class JsonPatch {

    private enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    private record Operation(
            Kind kind, List<String> path, @Nullable JsonNode value) {

        /** Later operations change what was put in, and the patch may be applied again. */
        JsonNode copied() {
            return Objects.requireNonNull(value, "an operation but remove has a value")
                    .deepCopy();
        }
    }

    private static final int MOST_OPERATIONS = 1_000;

    private final List<Operation> operations = new ArrayList<>();

    private JsonPatch() {}

    /**
     * Reads a patch.
     *
     * @param denied paths, in lower case, that may not be changed; one that ends in {@code /}
     *     stands for all below it
     * @throws ProblemException when it is none, or touches a denied path
     */
    public static JsonPatch read(JsonNode document, List<String> denied) {
        if (!document.isArray() || document.size() > MOST_OPERATIONS) {
            throw refused("The body is not a list of operations.");
        }
        JsonPatch patch = new JsonPatch();
        document.forEach(each -> patch.operations.add(operation(each, denied)));
        return patch;
    }

    private static Operation operation(JsonNode said, List<String> denied) {
        Kind kind = switch (said.path("op").asText()) {
            case "add" -> Kind.ADD;
            case "remove" -> Kind.REMOVE;
            case "replace" -> Kind.REPLACE;
            default -> throw refused("An operation is add, remove or replace.");
        };
        String path = said.path("path").isTextual() ? said.path("path").textValue() : "";
        if (!path.startsWith("/")) {
            throw refused("An operation needs a path that begins with a slash.");
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (denied.stream().anyMatch(each -> each.endsWith("/") ? lower.startsWith(each) : lower.equals(each))) {
            throw refused("The path " + path + " can't be changed.");
        }
        if (kind != Kind.REMOVE && !said.has("value")) {
            throw refused("An operation needs a value.");
        }
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        if (steps.size() > Json.CLIENT_LEVELS) {
            throw refused("A path has too many steps.");
        }
        boolean element = isIndex(steps.getLast()) || steps.getLast().equals("-");
        return new Operation(kind == Kind.REPLACE && !element ? Kind.ADD : kind, steps, said.get("value"));
    }

    /**
     * A changed copy of the document.
     *
     * @throws ProblemException when an operation finds nothing at its path, or the copy would have
     *     more levels than {@link Documents#checkLevels} allows
     */
    public ObjectNode apply(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        operations.forEach(each -> apply(copy, each));
        Documents.checkLevels(copy);
        return copy;
    }

    private static void apply(ObjectNode document, Operation operation) {
        JsonNode parent = document;
        List<String> path = operation.path();
        for (int i = 0; i < path.size() - 1; i++) {
            JsonNode child = child(parent, path.get(i));
            if (child == null || child.isNull()) {
                if (operation.kind() != Kind.ADD || !(parent instanceof ObjectNode object)) {
                    throw nothingAt(path);
                }
                child = isIndex(path.get(i + 1)) ? Json.MAPPER.createArrayNode() : Json.object();
                object.set(path.get(i), child);
            }
            parent = child;
        }
        switch (parent) {
            case ObjectNode object -> change(object, operation);
            case ArrayNode array -> change(array, operation);
            default -> throw nothingAt(path);
        }
    }

    private static void change(ObjectNode object, Operation operation) {
        String name = operation.path().getLast();
        switch (operation.kind()) {
            case ADD -> object.set(name, operation.copied());
            case REPLACE -> {
                if (!object.has(name)) {
                    throw nothingAt(operation.path());
                }
                object.set(name, operation.copied());
            }
            case REMOVE -> {
                if (object.remove(name) == null) {
                    throw nothingAt(operation.path());
                }
            }
        }
    }

    private static void change(ArrayNode array, Operation operation) {
        String name = operation.path().getLast();
        int index = name.equals("-") ? array.size() : index(name, operation);
        int most = operation.kind() == Kind.ADD ? array.size() : array.size() - 1;
        if (index > most) {
            throw nothingAt(operation.path());
        }
        switch (operation.kind()) {
            case ADD -> array.insert(index, operation.copied());
            case REPLACE -> array.set(index, operation.copied());
            case REMOVE -> array.remove(index);
        }
    }

    private static @Nullable JsonNode child(JsonNode parent, String name) {
        if (parent.isArray()) {
            return isIndex(name) ? parent.get(Integer.parseInt(name)) : null;
        }
        return parent.get(name);
    }

    private static int index(String name, Operation operation) {
        if (!isIndex(name)) {
            throw nothingAt(operation.path());
        }
        return Integer.parseInt(name);
    }

    private static boolean isIndex(String name) {
        return name.matches("0|[1-9]\\d{0,6}");
    }

    private static ProblemException nothingAt(List<String> path) {
        return refused("There is nothing at /" + String.join("/", path) + ".");
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest("The JSON Patch can't be applied. " + reason));
    }
}
