package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.internal.identity.Complaint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says validation errors in the contract's numbered texts, each at the form field that it is about.
 */
final class Complaints {

    /** In this order complaints about one field are shown; what is not listed comes last. */
    private static final List<String> ORDER =
            List.of("type", "const", "enum", "format", "required", "additionalProperties", "minLength");

    private static final Set<String> COMBINATIONS = Set.of("allOf", "anyOf", "oneOf", "if", "$ref");

    private Complaints() {}

    /** One complaint for each error, those about one field next to each other. */
    static List<Complaint> of(List<Error> errors) {
        Map<String, List<Error>> byPlace = new LinkedHashMap<>();
        boolean onlyCombinations = errors.stream().allMatch(each -> COMBINATIONS.contains(each.getKeyword()));
        for (Error error : errors) {
            if (onlyCombinations || !COMBINATIONS.contains(error.getKeyword())) {
                byPlace.computeIfAbsent(dotted(error), place -> new ArrayList<>())
                        .add(error);
            }
        }
        List<Complaint> complaints = new ArrayList<>();
        byPlace.forEach((place, there) -> complaints.addAll(at(place, there)));
        return List.copyOf(complaints);
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
        List<Error> sorted = (wrongType.isEmpty() ? errors : wrongType.subList(0, 1))
                .stream().sorted(Comparator.comparingInt(Complaints::rank)).toList();
        Set<String> unknown = sorted.stream()
                .filter(e -> "additionalProperties".equals(e.getKeyword()))
                .map(Error::getProperty)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        List<Complaint> complaints = new ArrayList<>();
        Set<Complaint> seen = new HashSet<>();
        for (Error error : sorted) {
            Complaint complaint = one(place, error, unknown);
            if (seen.add(complaint)) {
                complaints.add(complaint);
            }
        }
        return complaints;
    }

    private static int rank(Error error) {
        int place = ORDER.indexOf(error.getKeyword());
        return place < 0 ? ORDER.size() : place;
    }

    private static Complaint one(String place, Error error, Set<String> unknown) {
        JsonNode value = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "required" ->
                new Complaint(
                        place.isEmpty() ? error.getProperty() : place + "." + error.getProperty(),
                        Text.REQUIRED.with("property", error.getProperty()));
            case "additionalProperties" -> generic(place, "Not part of this: " + String.join(", ", unknown) + ".");
            case "enum" -> generic(place, "Only certain values work here, and this is none of them.");
            case "format" -> format(place, error, value);
            default -> new Complaint(place, ConstraintTexts.of(error, value));
        };
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
