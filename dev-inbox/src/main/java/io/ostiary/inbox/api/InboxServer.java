package io.ostiary.inbox.api;

import io.ostiary.inbox.mail.Mailbox;
import io.ostiary.inbox.page.InboxPages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;

/** Serves API, events and pages of the inbox. */
public final class InboxServer {

    private static final long LARGEST_BODY = 16L << 20;
    private static final int FORBIDDEN = 403;

    private final HttpServer server;

    public InboxServer(Vertx vertx, Mailbox mailbox) {
        Router router = Router.router(vertx);
        router.get("/livez").handler(InboxServer::alive);
        router.get("/readyz").handler(InboxServer::alive);
        router.get("/health/ready").handler(InboxServer::alive);
        Events events = new Events(mailbox);
        router.route().handler(InboxServer::guard);
        router.get("/api/events").handler(events::connect);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY).setHandleFileUploads(false));
        new MessagesApi(mailbox).route(router);
        new InboxPages(mailbox).route(router);
        server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router);
    }

    /** Listens; gives the port. */
    public Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return server.close();
    }

    private static void alive(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/plain").end("ok");
    }

    /**
     * Keeps pages of other origins out, which a browser on this machine would otherwise let read and
     * delete the mails; programs send no such headers.
     */
    private static void guard(RoutingContext context) {
        context.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("Cache-Control", "no-store");
        String site = context.request().getHeader("Sec-Fetch-Site");
        String origin = context.request().getHeader("Origin");
        String host = String.valueOf(context.request().getHeader("Host")).toLowerCase(Locale.ROOT);
        boolean read = context.request().method().name().equals("GET")
                && context.request().getHeader("Upgrade") == null;
        boolean foreign = site != null && site.equals("cross-site")
                || origin != null && !origin.toLowerCase(Locale.ROOT).endsWith("://" + host);
        if (foreign && !read) {
            context.response().setStatusCode(FORBIDDEN).end("only from this page");
        } else {
            context.next();
        }
    }
}
