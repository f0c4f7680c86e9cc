package io.ostiary.console.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A form.
 *
 * @param action path that it is sent to
 * @param method {@code get} or {@code post}
 * @param once its one-time value; empty for {@code get}
 * @param hidden fields that nobody sees
 * @param fields fields
 * @param buttons its buttons
 */
public record FormView(
        String action, String method, String once, List<Hidden> hidden, List<FieldView> fields, List<Button> buttons) {

    static final FormView NONE = new FormView("", "get", "", List.of(), List.of(), List.of());

    /**
     * A field that nobody sees.
     *
     * @param name its name
     * @param value its value
     */
    public record Hidden(String name, String value) {}

    /**
     * A button.
     *
     * @param label what it says
     * @param style {@code main}, {@code danger}, {@code plain} or {@code small}
     * @param name name that is sent; may be empty
     * @param value value that is sent
     * @param about what it is done to, for those who hear the page; may be empty
     */
    public record Button(String label, String style, String name, String value, String about) {}

    public FormView {
        hidden = List.copyOf(hidden);
        fields = List.copyOf(fields);
        buttons = List.copyOf(buttons);
    }

    static FormView post(String action, String once) {
        return new FormView(action, "post", once, List.of(), List.of(), List.of());
    }

    FormView hide(String name, String value) {
        List<Hidden> all = new ArrayList<>(hidden);
        all.add(new Hidden(name, value));
        return new FormView(action, method, once, all, fields, buttons);
    }

    FormView field(FieldView field) {
        List<FieldView> all = new ArrayList<>(fields);
        all.add(field);
        return new FormView(action, method, once, hidden, all, buttons);
    }

    FormView button(String label, String style) {
        return button(new Button(label, style, "", "", ""));
    }

    FormView button(Button button) {
        List<Button> all = new ArrayList<>(buttons);
        all.add(button);
        return new FormView(action, method, once, hidden, fields, all);
    }
}
