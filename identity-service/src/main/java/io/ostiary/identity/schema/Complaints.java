package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.internal.identity.Complaint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says validation errors in the contract's numbered texts, each at the form field that it is about.
 */
final class Complaints {

    /** In this order complaints about one field are shown; what is not listed comes last. */
    private static final List<String> ORDER =
            List.of("type", "const", "enum", "format", "required", "additionalProperties", "minLength");

    private static final Set<String> COMBINATIONS = Set.of("allOf", "anyOf", "oneOf", "if", "$ref");

    /** More help nobody. */
    static final int MOST = 50;

    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 100;

    private Complaints() {}

    /** One complaint for each error, those about one field next to each other; the first {@value #MOST}. */
    static List<Complaint> of(List<Error> errors) {
        Map<String, List<Error>> byPlace = new LinkedHashMap<>();
        boolean onlyCombinations = errors.stream().allMatch(each -> COMBINATIONS.contains(each.getKeyword()));
        for (Error error : errors) {
            if (onlyCombinations || !COMBINATIONS.contains(error.getKeyword())) {
                byPlace.computeIfAbsent(dotted(error), place -> new ArrayList<>())
                        .add(error);
            }
        }
        return byPlace.entrySet().stream()
                .limit(MOST)
                .flatMap(there -> at(there.getKey(), there.getValue()).stream())
                .limit(MOST)
                .toList();
    }

    /** There are more values than traits may have. */
    static Complaint tooMany(int most) {
        return tooMany("traits", most);
    }

    static Complaint tooMany(String place, int most) {
        return generic(place, "These are too many values: there may be " + most + ".");
    }

    /** The text is no mail address. */
    static Complaint email(String value, String place) {
        return value.isEmpty()
                ? generic(place, "An email address can't be empty.")
                : new Complaint(place, Text.NOT_AN_EMAIL.with("value", value));
    }

    /** The text is no phone number. */
    static Complaint phone(String value, String place) {
        return value.isEmpty()
                ? generic(place, "A phone number can't be empty.")
                : new Complaint(place, Text.NOT_A_PHONE.with("value", value));
    }

    private static Complaint generic(String place, String reason) {
        return new Complaint(place, Text.REASON.with("reason", reason));
    }

    private static List<Complaint> at(String place, List<Error> errors) {
        List<Error> wrongType =
                errors.stream().filter(e -> "type".equals(e.getKeyword())).toList();
        if (!wrongType.isEmpty()) {
            return List.of(new Complaint(place, ConstraintTexts.wrongType(wrongType)));
        }
        String unknown = unknown(errors);
        Set<Complaint> complaints = new LinkedHashSet<>();
        errors.stream()
                .sorted(Comparator.comparingInt(Complaints::rank))
                .takeWhile(error -> complaints.size() < MOST)
                .forEach(error -> complaints.addAll(of(place, error, unknown)));
        return List.copyOf(complaints);
    }

    /** All that is not part of an object is said at once, and not more than somebody reads. */
    private static String unknown(List<Error> errors) {
        List<String> names = errors.stream()
                .filter(e -> "additionalProperties".equals(e.getKeyword()))
                .map(Error::getProperty)
                .distinct()
                .toList();
        return names.stream()
                .limit(MOST_NAMES)
                .map(Complaints::cut)
                .collect(
                        Collectors.joining(", ", "Not part of this: ", names.size() > MOST_NAMES ? " and more." : "."));
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                : name;
    }

    private static int rank(Error error) {
        int place = ORDER.indexOf(error.getKeyword());
        return place < 0 ? ORDER.size() : place;
    }

    private static List<Complaint> of(String place, Error error, String unknown) {
        JsonNode value = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "required" -> List.of(required(place, error.getProperty()));
            case "dependencies", "dependentRequired" -> dependencies(place, error.getSchemaNode(), value);
            case "propertyNames" -> names(place, error);
            case "additionalProperties" -> List.of(generic(place, unknown));
            case "enum" -> List.of(generic(place, "Only certain values work here, and this is none of them."));
            case "format" -> List.of(format(place, error, value));
            default -> List.of(new Complaint(place, ConstraintTexts.of(error, value)));
        };
    }

    private static Complaint required(String place, String name) {
        return new Complaint(below(place, name), Text.REQUIRED.with("property", name));
    }

    private static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /** What is missing because something else is there. */
    private static List<Complaint> dependencies(String place, @Nullable JsonNode rules, @Nullable JsonNode value) {
        List<Complaint> missing = new ArrayList<>();
        if (rules != null && value != null) {
            rules.properties().stream()
                    .filter(rule -> value.has(rule.getKey()) && rule.getValue().isArray())
                    .forEach(rule -> rule.getValue().forEach(name -> {
                        if (!value.has(name.asText())) {
                            missing.add(required(place, name.asText()));
                        }
                    }));
        }
        return missing.isEmpty() ? List.of(generic(place, "Something that belongs to this is missing.")) : missing;
    }

    private static List<Complaint> names(String place, Error error) {
        String name = error.getProperty() != null
                ? error.getProperty()
                : error.getArguments() == null || error.getArguments().length == 0
                        ? ""
                        : String.valueOf(error.getArguments()[0]);
        return List.of(generic(name.isEmpty() ? place : below(place, name), "This name doesn't work here."));
    }

    private static Complaint format(String place, Error error, JsonNode value) {
        String format =
                error.getSchemaNode() == null ? "" : error.getSchemaNode().asText();
        return switch (format) {
            case "email" -> email(value.asText(), place);
            case "tel" -> phone(value.asText(), place);
            default -> generic(place, "This doesn't have the expected form (" + format + ").");
        };
    }

    private static String dotted(Error error) {
        NodePath path = error.getInstanceLocation();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            names.add(String.valueOf(path.getElement(i)));
        }
        return String.join(".", names);
    }

    static UiText generic(String reason) {
        return Text.REASON.with("reason", reason);
    }
}
