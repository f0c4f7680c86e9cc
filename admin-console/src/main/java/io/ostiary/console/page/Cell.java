package io.ostiary.console.page;

/**
 * A value for people.
 *
 * @param text what is shown
 * @param href where it leads; may be empty
 * @param style {@code code}, {@code ok}, {@code warn}, {@code danger} or empty
 * @param exact RFC 3339 moment that the text is about; may be empty
 */
public record Cell(String text, String href, String style, String exact) {

    static Cell of(String text) {
        return new Cell(text, "", "", "");
    }

    static Cell link(String text, String href) {
        return new Cell(text, href, "", "");
    }

    static Cell code(String text) {
        return new Cell(text, "", "code", "");
    }

    static Cell badge(String text, String style) {
        return new Cell(text, "", style, "");
    }
}
