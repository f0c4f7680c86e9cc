package io.ostiary.ui.form;

import io.ostiary.ui.node.Node;
import java.util.List;

/**
 * Something on a form that a person fills in or reads.
 *
 * @param kind which part of the template draws it
 * @param id id in the document
 * @param label what it is called
 * @param input the control
 * @param note hint, or what it shows
 * @param errors what is wrong with it
 * @param options choices, parts or entries
 */
public record Field(
        Kind kind, String id, Shown label, Input input, Note note, List<Shown> errors, List<Option> options) {

    /** How it is drawn. */
    public enum Kind {
        TEXT,
        PASSWORD,
        CODE,
        CHECKBOX,
        RADIOS,
        SELECT,
        /** A picture with a code for an authenticator app. */
        IMAGE,
        /** A key to type off. */
        SECRET,
        /** A list of codes to keep. */
        CODES,
        LINK,
        /** Nothing but its messages. */
        NOTHING
    }

    /** Whether something has to be filled in. */
    public enum Necessity {
        REQUIRED,
        OPTIONAL,
        UNKNOWN;

        static Necessity of(Node node) {
            return node.isRequired() ? REQUIRED : node.isOptional() ? OPTIONAL : UNKNOWN;
        }
    }

    /**
     * A control.
     *
     * @param name name of the field
     * @param type type of the input
     * @param value what stands in it; never that of a secret
     * @param necessity whether it has to be filled in
     * @param disabled whether it can't be
     * @param hints attributes for browsers and their password managers
     */
    public record Input(
            String name, String type, String value, Necessity necessity, boolean disabled, InputHints hints) {

        public boolean required() {
            return necessity == Necessity.REQUIRED;
        }

        public boolean optional() {
            return necessity == Necessity.OPTIONAL;
        }

        public boolean checked() {
            return value.equals("true");
        }
    }

    /**
     * Attributes for browsers; each may be empty.
     *
     * @param autocomplete purpose (HTML, autofill)
     * @param inputmode which keyboard
     * @param pattern regular expression that the value has to fit
     * @param maxlength most characters
     */
    public record InputHints(String autocomplete, String inputmode, String pattern, String maxlength) {

        static final InputHints NONE = new InputHints("", "", "", "");

        /** Whether it is a name to sign in with, which no browser should correct. */
        public boolean identifier() {
            return autocomplete.startsWith("username") || autocomplete.equals("email");
        }
    }

    /**
     * Words beside a control.
     *
     * @param hint said before anything is typed; may be empty
     * @param legend heading of the group that begins with this field; empty: none begins
     * @param ends whether that group ends with this field
     */
    public record Note(String hint, String legend, boolean ends) {

        static final Note NONE = new Note("", "", false);

        public boolean begins() {
            return !legend.isEmpty();
        }
    }

    /**
     * One of several.
     *
     * @param value what is sent
     * @param label what it is called
     * @param chosen whether it is the one that is set, or is used up
     */
    public record Option(String value, String label, boolean chosen) {}

    public Field {
        errors = List.copyOf(errors);
        options = List.copyOf(options);
    }

    /** Ids of what describes the control, for {@code aria-describedby}. */
    public String describedBy() {
        String hint = note.hint().isEmpty() ? "" : id + "-hint";
        return errors.isEmpty() ? hint : (hint + " " + id + "-error").strip();
    }

    /** Name of the kind, for templates. */
    public String is() {
        return kind.name();
    }

    Field with(Note other) {
        return new Field(kind, id, label, input, other, errors, options);
    }
}
