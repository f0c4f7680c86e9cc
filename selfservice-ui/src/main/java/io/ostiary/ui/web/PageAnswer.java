package io.ostiary.ui.web;

import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a browser gets. */
public sealed interface PageAnswer {

    /** Values of {@code Set-Cookie} that go with it. */
    List<String> cookies();

    /** The same answer with more cookies. */
    PageAnswer with(List<String> more);

    /**
     * A page.
     *
     * @param status HTTP status
     * @param page what to draw
     * @param cookies values of {@code Set-Cookie}
     * @param retryAfter {@code Retry-After}, in seconds
     */
    record Page(int status, TemplateInstance page, List<String> cookies, Optional<Integer> retryAfter)
            implements PageAnswer {

        public Page(int status, TemplateInstance page) {
            this(status, page, List.of(), Optional.empty());
        }

        @Override
        public Page with(List<String> more) {
            return new Page(status, page, joined(cookies, more), retryAfter);
        }
    }

    /**
     * Elsewhere, by GET.
     *
     * @param location address, absolute or a path
     * @param cookies values of {@code Set-Cookie}
     */
    record Redirect(String location, List<String> cookies) implements PageAnswer {

        public Redirect(String location) {
            this(location, List.of());
        }

        @Override
        public Redirect with(List<String> more) {
            return new Redirect(location, joined(cookies, more));
        }
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
