package io.ostiary.identity.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what is wrong with JSON, and where: whoever sends a hundred thousand rows has to find the one
 * key. No value is repeated, because it may be a password; keys are.
 */
final class JsonFaults {

    private static final int LONGEST_PATH = 500;
    private static final Pattern TWICE = Pattern.compile("Duplicate [^']*'(.*)'", Pattern.DOTALL);

    private static final Map<Class<?>, String> WORDS = Map.of(
            String.class, "a text",
            Secret.class, "a text",
            UUID.class, "a UUID",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            Instant.class, "a time such as 2026-01-31T12:00:00Z",
            int.class, "a whole number",
            long.class, "a whole number");

    private JsonFaults() {}

    /** Why a text can't be read as JSON. */
    static String ofText(IOException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "The body has more than " + Json.CLIENT_LEVELS + " levels, or a number or text that is too long.";
        }
        if (!(failure instanceof JsonProcessingException json)) {
            return "The body is not JSON.";
        }
        Matcher twice = TWICE.matcher(String.valueOf(json.getOriginalMessage()));
        return twice.find()
                ? "The key " + cut(twice.group(1)) + " stands twice" + place(json) + "."
                : "The body is not JSON" + place(json) + ".";
    }

    private static String place(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /**
     * Why JSON isn't what was expected.
     *
     * @param at where the document lies in what was sent, dotted; empty for the whole
     */
    static String ofValue(JsonProcessingException failure, String at) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return at.isEmpty() ? "A value in the body can't be read." : at + " can't be read.";
        }
        String path = at;
        for (JsonMappingException.Reference step : mapping.getPath()) {
            path = below(path, step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
        }
        String where = path.isEmpty() ? "The body" : cut(path);
        return switch (mapping) {
            case UnrecognizedPropertyException unknown ->
                where + " is no known key. Known here: " + known(unknown) + ".";
            case MismatchedInputException mismatch -> where + " is " + word(mismatch.getTargetType()) + ".";
            default -> where + " can't be read.";
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> keys = unknown.getKnownPropertyIds();
        return keys == null || keys.isEmpty()
                ? "none"
                : keys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String word(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : WORDS.getOrDefault(type, "an object");
    }

    /** The path of what lies below a path. */
    static String below(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    /** The text without what a terminal or a log can't show, and not too long. */
    static String cut(String text) {
        String shown = text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) + "…" : text;
        return shown.chars().anyMatch(each -> each < ' ' || Character.isSurrogate((char) each))
                ? shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?")
                : shown;
    }
}
