package io.ostiary.console.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody typed into a form, by the names of its fields. */
public final class FormValues {

    /** Nothing typed. */
    public static final FormValues NONE = new FormValues(Map.of());

    /** Before the name of a field that waits in the page of a sign-in. */
    public static final String KEPT = "kept.";

    private final Map<String, List<String>> values;

    private FormValues(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Of all fields, in their order. */
    public static FormValues of(Iterable<Map.Entry<String, String>> fields) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.forEach(each ->
                values.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(each.getValue()));
        return new FormValues(values);
    }

    /** Whether nothing was typed. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The first value of a field, without blanks around it; empty when it is absent or blank. */
    public Optional<String> first(String name) {
        return typed(name).map(String::strip).filter(each -> !each.isEmpty());
    }

    /** The first value of a field as it was typed; empty when the form had no such field. */
    public Optional<String> typed(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A field with a value. */
    public record Value(String name, String value) {}

    /** All of them but the one-time value, to be sent once more. */
    public List<Value> again() {
        List<Value> again = new ArrayList<>();
        values.forEach((name, each) -> {
            if (!name.equals(OneTimeValues.FIELD)) {
                each.forEach(value -> again.add(new Value(name, value)));
            }
        });
        return again;
    }

    /** The same under names of their own, for the page of a sign-in. */
    public List<Value> kept() {
        return again().stream()
                .map(each -> new Value(KEPT + each.name(), each.value()))
                .toList();
    }

    /** What waited there. */
    public FormValues restored() {
        Map<String, List<String>> restored = new LinkedHashMap<>();
        values.forEach((name, each) -> {
            if (name.startsWith(KEPT)) {
                restored.put(name.substring(KEPT.length()), each);
            }
        });
        return new FormValues(restored);
    }
}
