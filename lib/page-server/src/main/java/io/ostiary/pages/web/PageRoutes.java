package io.ostiary.pages.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.jboss.logging.Logger;

/**
 * What is around pages: readiness, robots, files, headers, the size of forms, failures.
 *
 * @param assets files of the pages
 * @param headers headers of every answer
 * @param largestForm bytes of a form
 */
public record PageRoutes(Assets assets, PageHeaders headers, long largestForm) {

    private static final Logger LOG = Logger.getLogger(PageRoutes.class);
    private static final int FAILED = 500;

    /** The pages. */
    public interface Pages {

        /** Answers a request for anything but a file; a form is read already. */
        void serve(RoutingContext context);

        /** Answers with the page of a status, 400 to 599, in place of what failed. */
        void fail(RoutingContext context, int status);
    }

    /** Adds the routes. */
    public void add(Router router, Pages pages) {
        router.get("/health/ready")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"status\":\"ok\"}"));
        router.get("/robots.txt")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain")
                        .end("User-agent: *\nDisallow: /\n"));
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(largestForm).setHandleFileUploads(false));
        router.route().handler(context -> serve(context, pages)).failureHandler(context -> failed(context, pages));
    }

    private void serve(RoutingContext context, Pages pages) {
        headers.put(context.response().headers());
        if (context.request().method() != HttpMethod.GET || !assets.serve(context)) {
            pages.serve(context);
        }
    }

    private void failed(RoutingContext context, Pages pages) {
        if (context.response().ended()) {
            return;
        }
        int status = context.statusCode() > 0 ? context.statusCode() : FAILED;
        if (status >= FAILED) {
            LOG.error("a page failed", context.failure());
        }
        headers.put(context.response().headers());
        pages.fail(context, status);
    }
}
