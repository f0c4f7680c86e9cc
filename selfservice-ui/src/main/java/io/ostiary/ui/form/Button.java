package io.ostiary.ui.form;

/**
 * A button that sends a form, or asks the browser for a passkey.
 *
 * @param name name that is sent with the form
 * @param value its value
 * @param label what it is called
 * @param trigger function of the passkey script that it starts; empty: it sends the form
 * @param look {@code main}, {@code second}, {@code quiet} or {@code danger}
 */
public record Button(String name, String value, Shown label, String trigger, String look) {

    public boolean submits() {
        return trigger.isEmpty();
    }

    /** Whether it sends the form by another way than the one whose fields have to be filled in. */
    public boolean skipsChecks() {
        return !look.equals("main");
    }

    Button looking(String other) {
        return new Button(name, value, label, trigger, other);
    }
}
