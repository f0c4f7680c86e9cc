package io.ostiary.ui.form;

/**
 * A text on a page.
 *
 * @param text the text
 * @param foreign whether it is in the server's English because the page's language has none
 */
public record Shown(String text, boolean foreign) {

    static Shown own(String text) {
        return new Shown(text, false);
    }

    /** The language of the text where it isn't that of the page; else empty. */
    public String lang() {
        return foreign ? "en" : "";
    }
}
