package io.ostiary.console.page;

import io.ostiary.console.entrance.Operator;
import io.ostiary.pages.web.Assets;
import java.util.List;

/**
 * What is around every page.
 *
 * @param title title of the document
 * @param hasErrors whether the page reports errors
 * @param assets where style and script are
 * @param operator who looks
 * @param nav the places to go to; none for somebody who may not look
 * @param search what was searched for
 */
public record Frame(String title, boolean hasErrors, Assets assets, Operator operator, List<Place> nav, String search) {

    /**
     * A place to go to.
     *
     * @param label what it is called
     * @param href where it is
     * @param current whether the page is there
     */
    public record Place(String label, String href, boolean current) {}

    public Frame {
        nav = List.copyOf(nav);
    }

    /** Title of the document. */
    public String documentTitle() {
        return (hasErrors ? "Error: " : "") + title + " – Ostiary console";
    }
}
