package io.ostiary.ui.web;

import io.ostiary.pages.web.Assets;
import io.ostiary.pages.web.Html;
import io.ostiary.pages.web.OwnForm;
import io.ostiary.pages.web.PageRoutes;
import io.ostiary.ui.text.Language;
import io.ostiary.ui.text.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Serves the pages. */
public final class PageServer implements PageRoutes.Pages {

    private static final String LANGUAGE = "lang";
    private static final long YEAR = 31_536_000;
    private static final long LARGEST_FORM = 16_384;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FORBIDDEN = 403;

    private final UiSettings settings;
    private final Assets assets;
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
        this.routing = routing;
        for (Language each : Language.values()) {
            words.put(
                    each,
                    Words.load(
                            each,
                            settings.brand().texts().orElse(null),
                            Map.of("min_password_length", settings.api().minPasswordLength())));
        }
    }

    /** Adds the routes. */
    public void route(Router router) {
        router.get("/favicon.ico")
                .handler(context -> context.response().setStatusCode(NOT_FOUND).end());
        new PageRoutes(assets, Policy.of(settings), LARGEST_FORM).add(router, this);
    }

    @Override
    public void serve(RoutingContext context) {
        HttpMethod method = context.request().method();
        Visit visit = visit(context);
        Optional<Page> page = routing.pages().apply(context.normalizedPath());
        if (page.isEmpty()) {
            send(context, routing.problem().page(visit, NOT_FOUND));
        } else if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            answer(context, visit, page.get());
        } else if (method != HttpMethod.POST || !routing.forms().apply(context.normalizedPath())) {
            send(context, routing.problem().page(visit, NOT_ALLOWED));
        } else if (!OwnForm.is(context.request(), settings.origin())) {
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

    @Override
    public void fail(RoutingContext context, int status) {
        send(context, routing.problem().page(visit(context), status));
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
        answer.cookies().forEach(each -> response.headers().add("Set-Cookie", each));
        switch (answer) {
            case PageAnswer.Redirect redirect -> Html.redirect(context, redirect.location());
            case PageAnswer.Page page -> {
                page.retryAfter().ifPresent(each -> response.putHeader("Retry-After", each.toString()));
                Html.send(context, page.status(), page.page());
            }
        }
    }
}
