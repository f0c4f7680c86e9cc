package io.ostiary.ui.web;

import io.ostiary.ui.text.Language;
import io.ostiary.ui.text.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Serves the pages. */
public final class PageServer {

    private static final Logger LOG = Logger.getLogger(PageServer.class);

    private static final String LANGUAGE = "lang";
    private static final long YEAR = 31_536_000;
    private static final long LARGEST_FORM = 16_384;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;

    private final UiSettings settings;
    private final Assets assets;
    private final PageHeaders headers;
    private final Routing routing;
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    /**
     * What answers.
     *
     * @param pages the page of a path
     * @param forms whether a path takes forms
     * @param problem the page of a status
     */
    public record Routing(Function<String, Optional<Page>> pages, Function<String, Boolean> forms, Problem problem) {}

    /** Draws the page of a status. */
    @FunctionalInterface
    public interface Problem {
        PageAnswer page(Visit visit, int status);
    }

    public PageServer(UiSettings settings, Assets assets, Routing routing) {
        this.settings = settings;
        this.assets = assets;
        this.headers = new PageHeaders(settings);
        this.routing = routing;
        for (Language each : Language.values()) {
            words.put(each, Words.load(each, settings.brand().texts().orElse(null)));
        }
    }

    /** Adds the routes. */
    public void route(Router router) {
        router.get("/health/ready")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"status\":\"ok\"}"));
        router.get("/robots.txt")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain")
                        .end("User-agent: *\nDisallow: /\n"));
        router.get("/favicon.ico")
                .handler(context -> context.response().setStatusCode(NOT_FOUND).end());
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM).setHandleFileUploads(false));
        router.route().handler(this::serve).failureHandler(this::failed);
    }

    private void serve(RoutingContext context) {
        HttpMethod method = context.request().method();
        headers.put(context.response().headers());
        if (method == HttpMethod.GET && assets.serve(context)) {
            return;
        }
        Visit visit = visit(context);
        Optional<Page> page = routing.pages().apply(context.normalizedPath());
        if (page.isEmpty()) {
            send(context, routing.problem().page(visit, NOT_FOUND));
        } else if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            answer(context, visit, page.get());
        } else if (method != HttpMethod.POST || !routing.forms().apply(context.normalizedPath())) {
            send(context, routing.problem().page(visit, NOT_ALLOWED));
        } else if (!isOwnForm(context)) {
            send(context, routing.problem().page(visit, FORBIDDEN));
        } else {
            answer(context, visit, page.get());
        }
    }

    private void answer(RoutingContext context, Visit visit, Page page) {
        Uni.createFrom()
                .deferred(() -> page.answer(visit))
                .subscribe()
                .with(answer -> send(context, answer), context::fail);
    }

    private void failed(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        int status = context.statusCode() > 0 ? context.statusCode() : FAILED;
        if (status >= FAILED) {
            LOG.error("a page failed", context.failure());
        }
        headers.put(context.response().headers());
        send(context, routing.problem().page(visit(context), status));
    }

    /** Whether a form comes from these pages, as the browser says; one that doesn't say is refused. */
    private boolean isOwnForm(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = context.request().getHeader("Origin");
        String host = context.request().getHeader("Host");
        return origin != null
                && (origin.equals(settings.origin())
                        || origin.toLowerCase(Locale.ROOT).endsWith("://" + host));
    }

    private Visit visit(RoutingContext context) {
        return new Visit(context, Objects.requireNonNull(words.get(language(context))));
    }

    private Language language(RoutingContext context) {
        Optional<Language> asked =
                Optional.ofNullable(context.request().getParam(LANGUAGE)).flatMap(Language::of);
        asked.ifPresent(each -> remember(context, each));
        return asked.or(() -> Optional.ofNullable(context.request().getCookie(LANGUAGE))
                        .map(Cookie::getValue)
                        .flatMap(Language::of))
                .or(() -> Optional.ofNullable(context.request().getHeader("Accept-Language"))
                        .flatMap(Language::accepted))
                .orElse(settings.brand().language());
    }

    private static void remember(RoutingContext context, Language language) {
        context.response()
                .headers()
                .add("Set-Cookie", LANGUAGE + "=" + language.tag() + "; Path=/; Max-Age=" + YEAR + "; SameSite=Lax");
    }

    private void send(RoutingContext context, PageAnswer answer) {
        HttpServerResponse response = context.response();
        response.putHeader("Cache-Control", "no-store");
        answer.cookies().forEach(each -> response.headers().add("Set-Cookie", each));
        switch (answer) {
            case PageAnswer.Redirect redirect ->
                response.setStatusCode(303)
                        .putHeader("Location", redirect.location())
                        .end();
            case PageAnswer.Page page -> {
                response.setStatusCode(page.status()).putHeader("Content-Type", "text/html; charset=utf-8");
                page.retryAfter().ifPresent(each -> response.putHeader("Retry-After", each.toString()));
                page.page().createUni().subscribe().with(html -> response.end(html), e -> broken(context, e));
            }
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
