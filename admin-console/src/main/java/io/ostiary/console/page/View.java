package io.ostiary.console.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A page: a heading, and blocks below one another.
 *
 * @param title heading
 * @param code an id below it; may be empty
 * @param badges states beside it
 * @param tabs pages about the same
 * @param notices what happened
 * @param blocks what there is
 */
public record View(
        String title,
        String code,
        List<Cell> badges,
        List<Frame.Place> tabs,
        List<Notice> notices,
        List<Block> blocks) {

    /**
     * What happened.
     *
     * @param kind {@code ok}, {@code error} or {@code warn}
     * @param text what
     * @param links fields that are wrong
     * @param forms to undo it
     */
    public record Notice(String kind, String text, List<Link> links, List<FormView> forms) {

        public Notice {
            links = List.copyOf(links);
            forms = List.copyOf(forms);
        }

        /** Something that isn't as it should be. */
        public static Notice error(String text, List<Link> links) {
            return new Notice("error", text, links, List.of());
        }

        /** Something that was done. */
        public static Notice done(String text, FormView... undo) {
            return new Notice("ok", text, List.of(), List.of(undo));
        }
    }

    /**
     * A way on.
     *
     * @param label what it is called
     * @param href where it leads
     * @param style {@code main}, {@code main new} (beside this page), {@code danger}, {@code plain} or {@code text}
     */
    public record Link(String label, String href, String style) {}

    public View {
        badges = List.copyOf(badges);
        tabs = List.copyOf(tabs);
        notices = List.copyOf(notices);
        blocks = List.copyOf(blocks);
    }

    /** A page of some blocks. */
    static View of(String title, Block... blocks) {
        return new View(title, "", List.of(), List.of(), List.of(), List.of(blocks));
    }

    /** The same with a notice before all. */
    View with(Notice notice) {
        List<Notice> all = new ArrayList<>(notices);
        all.add(notice);
        return new View(title, code, badges, tabs, all, blocks);
    }

    /** Whether it reports errors. */
    boolean hasErrors() {
        return notices.stream().anyMatch(each -> each.kind().equals("error"));
    }
}
