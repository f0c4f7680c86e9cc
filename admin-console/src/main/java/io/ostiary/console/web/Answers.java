package io.ostiary.console.web;

import io.ostiary.console.entrance.SignInFile;
import io.ostiary.console.entrance.SignInSessions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what a page answers. */
final class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final int SEE_OTHER = 303;

    private Answers() {}

    static void send(RoutingContext context, PageAnswer answer) {
        HttpServerResponse response = context.response();
        switch (answer) {
            case PageAnswer.Redirect redirect -> {
                putSession(response, redirect.session());
                response.setStatusCode(SEE_OTHER)
                        .putHeader("Location", redirect.location())
                        .end();
            }
            case PageAnswer.SignedIn signedIn -> {
                putSession(response, signedIn.session());
                send(context, signedIn.page());
            }
            case PageAnswer.Download file ->
                response.putHeader("Content-Type", file.type())
                        .putHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                        .end(file.content());
            case PageAnswer.Drawn page -> {
                response.setStatusCode(page.status()).putHeader("Content-Type", "text/html; charset=utf-8");
                if (page.status() == UNAVAILABLE) {
                    response.putHeader("Retry-After", "5");
                }
                page.page().createUni().subscribe().with(html -> response.end(html), e -> broken(context, e));
            }
        }
    }

    private static void putSession(HttpServerResponse response, @Nullable String session) {
        if (session != null) {
            long seconds = session.isEmpty() ? 0 : SignInSessions.LIFESPAN.toSeconds();
            response.headers()
                    .add(
                            "Set-Cookie",
                            SignInFile.COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds);
        }
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
