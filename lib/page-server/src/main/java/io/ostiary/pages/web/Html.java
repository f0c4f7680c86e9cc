package io.ostiary.pages.web;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Sends pages, and to other ones. */
public final class Html {

    private static final Logger LOG = Logger.getLogger(Html.class);
    private static final int SEE_OTHER = 303;
    private static final int FAILED = 500;

    private Html() {}

    /** Draws a page and sends it. */
    public static void send(RoutingContext context, int status, TemplateInstance page) {
        HttpServerResponse response = context.response();
        response.setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8");
        page.createUni().subscribe().with(html -> response.end(html), e -> broken(context, e));
    }

    /** Sends elsewhere, by GET. */
    public static void redirect(RoutingContext context, String location) {
        context.response()
                .setStatusCode(SEE_OTHER)
                .putHeader("Location", location)
                .end();
    }

    /** A page that can't be drawn at all: only a mistake of the pages themselves leads here. */
    private static void broken(RoutingContext context, Throwable e) {
        LOG.error("a page can't be drawn", e);
        context.response()
                .setStatusCode(FAILED)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("Something went wrong on our side. Try again in a moment.");
    }
}
