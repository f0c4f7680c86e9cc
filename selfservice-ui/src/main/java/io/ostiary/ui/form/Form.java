package io.ostiary.ui.form;

import java.util.List;

/**
 * A form to draw.
 *
 * @param group method that it is for
 * @param target where it goes
 * @param hidden fields that are sent as they are
 * @param fields what is filled in or read
 * @param buttons the main one first
 */
public record Form(String group, Target target, List<Hidden> hidden, List<Field> fields, List<Button> buttons) {

    /**
     * Where a form goes.
     *
     * @param action address
     * @param method {@code post} or {@code get}
     */
    public record Target(String action, String method) {}

    /**
     * A field that nobody sees.
     *
     * @param name its name
     * @param value its value
     * @param onload function of the passkey script to start with the page; empty: none
     */
    public record Hidden(String name, String value, String onload) {}

    public Form {
        hidden = List.copyOf(hidden);
        fields = List.copyOf(fields);
        buttons = List.copyOf(buttons);
    }

    public boolean hasPassword() {
        return fields.stream().anyMatch(each -> each.kind() == Field.Kind.PASSWORD);
    }

    /** Whether a code is to be entered that a letter carries. */
    public boolean hasMailedCode() {
        return group.equals("code") && hasCode();
    }

    public boolean hasCode() {
        return fields.stream().anyMatch(each -> each.kind() == Field.Kind.CODE);
    }
}
