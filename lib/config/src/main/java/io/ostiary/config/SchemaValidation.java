package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.ostiary.config.ConfigurationException.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Holds a tree against the schema and says in plain words what is wrong where. The validator's own
 * messages are not used: some quote the value.
 */
final class SchemaValidation {

    private final Schema schema;

    SchemaValidation(ConfigurationSchema schema) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SchemaLocation.of("ostiary://config.schema.json"), schema.root());
    }

    /**
     * @param tree the configuration
     * @param variables the environment variable that set a key, by the key's path
     * @return what is wrong, one entry for each place; empty when all is well
     */
    List<Problem> check(JsonNode tree, Map<String, String> variables) {
        List<Error> errors = schema.validate(
                tree, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        Map<String, Problem> problems = new LinkedHashMap<>();
        for (Error error : Alternatives.relevant(errors)) {
            add(problems, pathOf(error), reason(error), variables);
        }
        Alternatives.unknownKinds(errors)
                .forEach((place, kinds) -> add(problems, dotted(place), "must be one of " + kinds, variables));
        addEndless(tree, "", problems, variables);
        return List.copyOf(problems.values());
    }

    /** A pattern can't tell that a duration is longer than one can be. */
    private static void addEndless(
            JsonNode place, String path, Map<String, Problem> problems, Map<String, String> variables) {
        place.properties()
                .forEach(each -> addEndless(
                        each.getValue(),
                        path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                        problems,
                        variables));
        if (place.isTextual() && GoDuration.isTooLong(place.asText())) {
            add(problems, path, "must be shorter than 292 years", variables);
        }
    }

    private static void add(Map<String, Problem> problems, String path, String reason, Map<String, String> variables) {
        String variable = variables.get(path);
        String origin = variable == null ? "" : " (set by " + variable + ")";
        problems.putIfAbsent(path, new Problem(path, reason + origin));
    }

    private static String pathOf(Error error) {
        StringBuilder path = new StringBuilder(dotted(error.getInstanceLocation()));
        String property = error.getProperty();
        boolean namesKey =
                error.getKeyword().equals("required") || error.getKeyword().equals("additionalProperties");
        if (namesKey && property != null) {
            path.append(path.isEmpty() ? "" : ".").append(property);
        }
        return path.toString();
    }

    private static String dotted(NodePath location) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.append(path.isEmpty() ? "" : ".").append(location.getElement(i));
        }
        return path.toString();
    }

    private static String reason(Error error) {
        JsonNode limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "is no key of the configuration";
            case "required" -> Problem.MISSING;
            case "type" -> "must be " + typeWord(limit) + butIs(error.getInstanceNode());
            case "enum" -> "must be one of " + listed(limit);
            case "const" -> "must be " + limit.asText();
            case "pattern" -> patternReason(limit.asText());
            case "format" -> "is no valid " + limit.asText();
            case "minimum" -> "must be at least " + limit.asText();
            case "maximum" -> "must be at most " + limit.asText();
            case "minLength" -> "must have at least " + limit.asText() + " characters";
            case "maxLength" -> "must have at most " + limit.asText() + " characters";
            case "minItems" -> "must have at least " + limit.asText() + " entries";
            case "uniqueItems" -> "has an entry twice";
            case "not" -> "is not allowed here, or not together with its neighbours";
            case "anyOf", "oneOf" -> "fits none of the forms that are allowed here";
            default -> "is not allowed by the rule '" + error.getKeyword() + "'";
        };
    }

    private static String patternReason(String pattern) {
        if (pattern.contains("(ns|us|ms|s|m|h)")) {
            return "must be a duration such as 1h30m or 100ms";
        }
        if (pattern.contains("(B|KB|MB")) {
            return "must be a size such as 128MB";
        }
        return "must match " + pattern;
    }

    private static String typeWord(JsonNode type) {
        return switch (type.asText()) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a section with keys";
            default -> type.asText();
        };
    }

    private static String butIs(JsonNode value) {
        if (value == null) {
            return "";
        }
        return switch (value.getNodeType()) {
            case STRING -> ", not a text";
            case NUMBER -> ", not a number";
            case BOOLEAN -> ", not true or false";
            case ARRAY -> ", not a list";
            case OBJECT -> ", not a section";
            case NULL -> ", not empty";
            default -> "";
        };
    }

    private static String listed(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
