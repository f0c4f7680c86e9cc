package io.ostiary.config;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes sense of the errors under {@code anyOf} and {@code oneOf}. The validator reports those of
 * all alternatives. Worth a word are only those of the alternative that was meant, which a constant
 * such as {@code hook: web_hook} tells; where the constant fits none, what it may be.
 */
final class Alternatives {

    private Alternatives() {}

    /**
     * One alternative at one place.
     *
     * @param place where in the configuration the choice is made
     * @param choice where in the schema the choice stands
     * @param branch which alternative it is
     */
    private record Branch(String place, String choice, String branch) {}

    /** The errors without those of alternatives that weren't meant. */
    static List<Error> relevant(List<Error> errors) {
        Set<Branch> unmeant = errors.stream()
                .filter(Alternatives::isOtherKind)
                .map(error -> branchesOf(error).getLast())
                .collect(Collectors.toSet());
        return errors.stream()
                .filter(error -> branchesOf(error).stream().noneMatch(unmeant::contains))
                .toList();
    }

    /** Constants that fit no alternative: where, and the values that would. */
    static Map<NodePath, String> unknownKinds(List<Error> errors) {
        Set<String> answered = relevant(errors).stream()
                .flatMap(error -> branchesOf(error).stream())
                .map(branch -> branch.place() + branch.choice())
                .collect(Collectors.toSet());
        Map<NodePath, Set<String>> kinds = new LinkedHashMap<>();
        for (Error error : errors) {
            List<Branch> branches = branchesOf(error);
            // under an outer alternative that wasn't meant an inner choice is of no interest
            if (isOtherKind(error)
                    && branches.size() == 1
                    && !answered.contains(
                            branches.getLast().place() + branches.getLast().choice())) {
                kinds.computeIfAbsent(error.getInstanceLocation(), place -> new TreeSet<>())
                        .addAll(valuesOf(error));
            }
        }
        Map<NodePath, String> listed = new LinkedHashMap<>();
        kinds.forEach((place, values) -> listed.put(place, String.join(", ", values)));
        return listed;
    }

    private static boolean isOtherKind(Error error) {
        boolean isConstant = error.getKeyword().equals("const")
                || error.getKeyword().equals("enum")
                        && "hook"
                                .equals(String.valueOf(
                                        error.getInstanceLocation().getElement(-1)));
        return isConstant && !branchesOf(error).isEmpty();
    }

    private static List<String> valuesOf(Error error) {
        List<String> values = new ArrayList<>();
        if (error.getSchemaNode().isArray()) {
            error.getSchemaNode().forEach(each -> values.add(each.asText()));
        } else {
            values.add(error.getSchemaNode().asText());
        }
        return values;
    }

    /** The alternatives that an error is below, outermost first. */
    private static List<Branch> branchesOf(Error error) {
        List<Branch> branches = new ArrayList<>();
        NodePath schema = error.getEvaluationPath();
        StringBuilder choice = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < schema.getNameCount(); i++) {
            String keyword = String.valueOf(schema.getElement(i));
            choice.append('/').append(keyword);
            boolean hasNext = i + 1 < schema.getNameCount();
            switch (keyword) {
                case "properties", "patternProperties" -> {
                    depth++;
                    choice.append('/').append(hasNext ? schema.getElement(++i) : "");
                }
                case "items", "additionalProperties" -> depth++;
                case "anyOf", "oneOf" -> {
                    if (hasNext) {
                        String branch = String.valueOf(schema.getElement(++i));
                        branches.add(new Branch(start(error, depth), choice.toString(), branch));
                        choice.append('/').append(branch);
                    }
                }
                default -> {}
            }
        }
        return branches;
    }

    private static String start(Error error, int depth) {
        NodePath place = error.getInstanceLocation();
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < Math.min(depth, place.getNameCount()); i++) {
            start.append('/').append(place.getElement(i));
        }
        return start.toString();
    }
}
