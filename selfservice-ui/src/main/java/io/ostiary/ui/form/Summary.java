package io.ostiary.ui.form;

import java.util.List;

/**
 * What is to be said about a form as a whole.
 *
 * @param errors flow-level errors, and one line for each field's error
 * @param notices what is no error
 */
public record Summary(List<Line> errors, List<Notice> notices) {

    /**
     * An error.
     *
     * @param text what is wrong
     * @param label the field's label; empty for the whole
     * @param target id of the field; empty when it can't be reached
     */
    public record Line(Shown text, String label, String target) {}

    /**
     * A notice.
     *
     * @param text what is said
     * @param success whether something was done
     */
    public record Notice(Shown text, boolean success) {}

    public Summary {
        errors = List.copyOf(errors);
        notices = List.copyOf(notices);
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Whether something was done. */
    public boolean hasSuccess() {
        return notices.stream().anyMatch(Notice::success);
    }
}
