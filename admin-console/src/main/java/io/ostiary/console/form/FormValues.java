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

    /** What has to wait in the page of a sign-in: all but the one-time value, under names of their own. */
    public List<Value> kept() {
        List<Value> kept = new ArrayList<>();
        values.forEach((name, each) -> {
            if (!name.equals(OneTimeValues.FIELD)) {
                each.forEach(value -> kept.add(new Value(KEPT + name, value)));
            }
        });
        return kept;
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
