package io.ostiary.console.page;

import java.util.List;

/**
 * A field of a form.
 *
 * @param id id in the page
 * @param name name that is sent
 * @param label what it is called
 * @param type {@code text}, {@code email}, {@code url}, {@code date}, {@code password}, {@code decimal}, {@code numeric},
 *     {@code tick}, {@code choice} or {@code area}
 * @param value what stands in it
 * @param options what can be chosen
 * @param required whether it has to be filled in
 * @param hint what to know before; may be empty
 * @param error what is wrong with it; may be empty
 */
public record FieldView(
        String id,
        String name,
        String label,
        String type,
        String value,
        List<String> options,
        boolean required,
        String hint,
        String error) {

    public FieldView {
        options = List.copyOf(options);
    }

    static FieldView text(String name, String label, String value) {
        return new FieldView(id(name), name, label, "text", value, List.of(), true, "", "");
    }

    static FieldView area(String name, String label, String value) {
        return new FieldView(id(name), name, label, "area", value, List.of(), true, "", "");
    }

    /** The same with a hint. */
    FieldView hint(String text) {
        return new FieldView(id, name, label, type, value, options, required, text, error);
    }

    /** The same with what is wrong. */
    FieldView error(String text) {
        return new FieldView(id, name, label, type, value, options, required, hint, text);
    }

    /** The same of another type. */
    FieldView type(String other) {
        return new FieldView(id, name, label, other, value, options, required, hint, error);
    }

    /** Whether it is a tick that is set. */
    public boolean isTicked() {
        return value.equals("true");
    }

    /** What tells more about it, for {@code aria-describedby}. */
    public String describedBy() {
        return ((hint.isEmpty() ? "" : id + "-hint ") + (error.isEmpty() ? "" : id + "-error")).strip();
    }

    static String id(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
