package io.ostiary.console.form;

import java.util.List;

/**
 * A trait that a form can hold.
 *
 * @param pointer where it stands in the traits (RFC 6901), such as {@code /name/first}
 * @param label what it is called
 * @param kind what is typed
 * @param format what the schema says of a text, such as {@code email}; may be empty
 * @param options the values that it may have, of a choice
 * @param required whether it has to be there
 */
public record TraitField(
        String pointer, String label, Kind kind, String format, List<String> options, boolean required) {

    /** What is typed. */
    public enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        TICK,
        CHOICE
    }

    public TraitField {
        options = List.copyOf(options);
    }

    /** Name of its field in a form. */
    public String name() {
        return "traits" + pointer;
    }
}
