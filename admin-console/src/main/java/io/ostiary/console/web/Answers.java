package io.ostiary.console.web;

import io.ostiary.console.entrance.SignInFile;
import io.ostiary.console.entrance.SignInSessions;
import io.ostiary.pages.web.Html;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Sends what a page answers. */
final class Answers {

    private static final int UNAVAILABLE = 503;

    private Answers() {}

    static void send(RoutingContext context, PageAnswer answer) {
        HttpServerResponse response = context.response();
        switch (answer) {
            case PageAnswer.Redirect redirect -> {
                putSession(response, redirect.session());
                Html.redirect(context, redirect.location());
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
                if (page.status() == UNAVAILABLE) {
                    response.putHeader("Retry-After", "5");
                }
                Html.send(context, page.status(), page.page());
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
}
