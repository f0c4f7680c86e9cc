package io.ostiary.ui.form;

import java.util.List;
import java.util.Optional;

/**
 * A section of the settings.
 *
 * @param group method that it is for
 * @param title heading
 * @param lead what it is good for
 * @param state in a word; empty when the form doesn't tell
 * @param form what is filled in
 * @param held what there is already and can be removed
 * @param actions further buttons, each a form of its own
 * @param saved whether the last change was made here
 */
public record Section(
        String group,
        String title,
        String lead,
        String state,
        Optional<Form> form,
        List<Held> held,
        List<Held> actions,
        boolean saved) {

    /**
     * Something that is there, with the form that removes or changes it.
     *
     * @param name what it is called; may be empty
     * @param added when it was added, RFC 3339; may be empty
     * @param form the form
     * @param warning said before it is sent; empty: it is sent at once
     */
    public record Held(String name, String added, Form form, String warning) {

        public Button button() {
            return form.buttons().getFirst();
        }

        /** The day it was added. */
        public String day() {
            return added.length() >= 10 ? added.substring(0, 10) : "";
        }
    }

    public Section {
        held = List.copyOf(held);
        actions = List.copyOf(actions);
    }

    /** The form as a list, for templates. */
    public List<Form> forms() {
        return form.stream().toList();
    }

    public boolean hasPassword() {
        return form.filter(Form::hasPassword).isPresent();
    }
}
