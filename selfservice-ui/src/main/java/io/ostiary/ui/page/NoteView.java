package io.ostiary.ui.page;

import java.util.List;

/**
 * A page that says something and offers a way on.
 *
 * @param heading heading
 * @param text what is said; may be empty
 * @param actions ways on, the main one first
 * @param details to quote to support
 * @param post path of this server that the main button posts to; empty: there is no button
 * @param button its label
 */
public record NoteView(
        String heading, String text, List<Action> actions, List<Detail> details, String post, String button) {

    /**
     * A way on.
     *
     * @param label what it is called
     * @param href where it leads
     */
    public record Action(String label, String href) {}

    /**
     * A detail.
     *
     * @param name what it is
     * @param value its value
     */
    public record Detail(String name, String value) {}

    public NoteView {
        actions = List.copyOf(actions);
        details = List.copyOf(details);
    }

    /** A page with links only. */
    static NoteView of(String heading, String text, Action... actions) {
        return new NoteView(heading, text, List.of(actions), List.of(), "", "");
    }

    NoteView with(List<Detail> more) {
        return new NoteView(heading, text, actions, more, post, button);
    }
}
