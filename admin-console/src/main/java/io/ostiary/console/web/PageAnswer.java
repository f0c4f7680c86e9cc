package io.ostiary.console.web;

import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/** What a browser gets. */
public sealed interface PageAnswer {

    /**
     * A page.
     *
     * @param status HTTP status
     * @param page what to draw
     */
    record Drawn(int status, TemplateInstance page) implements PageAnswer {}

    /**
     * Elsewhere, by GET.
     *
     * @param location a path of this server
     * @param session token of a session that begins; null leaves the session alone, an empty one ends it
     */
    record Redirect(String location, @Nullable String session) implements PageAnswer {

        public Redirect(String location) {
            this(location, null);
        }
    }

    /**
     * A page that begins a session.
     *
     * @param page the page
     * @param session its token
     */
    record SignedIn(PageAnswer page, String session) implements PageAnswer {}

    /**
     * A file to keep.
     *
     * @param type its media type
     * @param name name it is kept by
     * @param content what is in it
     */
    record Download(String type, String name, String content) implements PageAnswer {}
}
