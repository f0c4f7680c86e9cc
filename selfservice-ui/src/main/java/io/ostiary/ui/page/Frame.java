package io.ostiary.ui.page;

import io.ostiary.pages.web.Assets;
import io.ostiary.ui.form.Layout;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.UiSettings;
import java.util.List;
import java.util.Locale;

/**
 * What is around every page.
 *
 * @param t texts of the page's language
 * @param head what stands in the document's head
 * @param assets where style and script are
 * @param settings what the configuration says
 * @param languages the languages to change to
 * @param nav whether the links of somebody signed in are shown
 */
public record Frame(Words t, Head head, Assets assets, UiSettings settings, List<LanguageLink> languages, boolean nav) {

    /**
     * The document's head.
     *
     * @param title title, without the name of what runs here
     * @param hasErrors whether the page reports errors
     * @param scripts scripts of the API
     */
    public record Head(String title, boolean hasErrors, List<Layout.Script> scripts) {

        public Head {
            scripts = List.copyOf(scripts);
        }

        /** A head without errors and scripts. */
        public static Head of(String title) {
            return new Head(title, false, List.of());
        }
    }

    /**
     * A language to change to.
     *
     * @param tag BCP 47 tag
     * @param name its name in itself
     * @param href this page in it
     * @param current whether the page speaks it
     */
    public record LanguageLink(String tag, String name, String href, boolean current) {}

    public Frame {
        languages = List.copyOf(languages);
    }

    /** Title of the document. */
    public String documentTitle() {
        return (head.hasErrors() ? t.say("title.error") + " " : "") + head.title() + " – " + brand();
    }

    /** Address of a flow's page, by its word. */
    public String to(String flow) {
        return settings.path(FlowKind.valueOf(flow.toUpperCase(Locale.ROOT)));
    }

    /** Whether a flow is switched on, by its word. */
    public boolean offers(String flow) {
        return settings.offers(FlowKind.valueOf(flow.toUpperCase(Locale.ROOT)));
    }

    /** Whether there is a page of the devices. */
    public boolean hasSessions() {
        return settings.listsSessions();
    }

    /** The development inbox; empty when there is none. */
    public String inbox() {
        return settings.inboxUrl().orElse("");
    }

    /** Address of support, terms or privacy; empty when there is none. */
    public String link(String name) {
        return settings.brand().links().getOrDefault(name, "");
    }

    public String theme() {
        return assets.find(UiSettings.Brand.STYLE).orElse("");
    }

    public String logo() {
        return assets.find(settings.brand().logoName()).orElse("");
    }

    public String brand() {
        return settings.brand().name();
    }
}
