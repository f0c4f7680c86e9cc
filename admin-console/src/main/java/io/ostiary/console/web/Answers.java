package io.ostiary.console.web;

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
                putSession(context, redirect.session());
                Html.redirect(context, redirect.location());
            }
            case PageAnswer.SignedIn signedIn -> {
                putSession(context, signedIn.session());
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

    /** What a proxy says that ends TLS, or whoever claims to be one: it makes the caller's own cookie stricter, no more. */
    private static boolean isSecure(RoutingContext context) {
        return context.request().isSSL() || "https".equals(context.request().getHeader("X-Forwarded-Proto"));
    }

    private static void putSession(RoutingContext context, @Nullable String session) {
        if (session != null) {
            long seconds = session.isEmpty() ? 0 : SignInSessions.LIFESPAN.toSeconds();
            String secure = isSecure(context) ? "; Secure" : "";
            context.response()
                    .headers()
                    .add(
                            "Set-Cookie",
                            SignInSessions.COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                                    + seconds + secure);
        }
    }
}
