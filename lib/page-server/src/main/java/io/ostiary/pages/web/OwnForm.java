package io.ostiary.pages.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Tells forms of these pages from those of other sites. */
public final class OwnForm {

    private OwnForm() {}

    /**
     * Whether a form comes from these pages, as the browser says; one that doesn't say is refused.
     *
     * @param origin origin of these pages as browsers know it, when it may differ from the {@code Host} that arrives; else
     *     empty
     */
    public static boolean is(HttpServerRequest request, String origin) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String sender = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return sender != null
                && (sender.equals(origin)
                        || host != null
                                && sender.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT)));
    }
}
