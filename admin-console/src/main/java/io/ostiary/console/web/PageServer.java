package io.ostiary.console.web;

import io.ostiary.console.entrance.Arrival;
import io.ostiary.console.entrance.Entrances;
import io.ostiary.console.entrance.Operator;
import io.ostiary.console.entrance.Role;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.form.OneTimeValues;
import io.ostiary.pages.web.Assets;
import io.ostiary.pages.web.OwnForm;
import io.ostiary.pages.web.PageHeaders;
import io.ostiary.pages.web.PageRoutes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Serves the pages: to operators that an entrance knows, and forms only to those that it came from. */
public final class PageServer implements PageRoutes.Pages {

    /** Nothing but the console's own files, and forms that lead to it. */
    private static final PageHeaders HEADERS = new PageHeaders(
            "script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'",
            Map.of(
                    // A stricter one would turn the Origin of form posts into null.
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=()"));

    private static final long LARGEST_FORM = 384 << 10;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private static final Operator NOBODY = new Operator("", Role.NONE);

    private final Assets assets;
    private final Entrances entrances;
    private final OneTimeValues<PageAnswer> once;
    private final Routes routes;
    private final Gate gate;
    private final Optional<ProviderDoor> provider;

    /** Pages for those who don't get what they ask for. */
    public interface Gate {

        /** To somebody unknown: how to sign in; what was typed waits there. */
        PageAnswer signIn(Visit visit);

        /** To somebody who gave a token. */
        Uni<PageAnswer> enter(Visit visit);

        /**
         * To somebody whose sign-in at the provider came to nothing.
         *
         * @param refused whether the provider or what it said was at fault; else it did not answer
         */
        PageAnswer providerFailed(Visit visit, boolean refused);

        /** To somebody who goes. */
        PageAnswer leave(Visit visit);

        /** Of a status. */
        PageAnswer status(Visit visit, int status);

        /** To somebody who isn't let in, or may not do this. */
        PageAnswer refused(Visit visit, String reason);

        /** For a form that was sent before. */
        PageAnswer sentBefore(Visit visit);
    }

    /**
     * @param provider where operators sign in by OpenID Connect
     * @param gate makes the gate, which gives visits of those it lets in back to these pages
     */
    public PageServer(
            Assets assets,
            Entrances entrances,
            OneTimeValues<PageAnswer> once,
            Routes routes,
            Optional<ProviderDoor> provider,
            Function<Function<Visit, Uni<PageAnswer>>, Gate> gate) {
        this.assets = assets;
        this.entrances = entrances;
        this.once = once;
        this.routes = routes;
        this.provider = provider;
        this.gate = gate.apply(this::answer);
    }

    /** Adds the routes. */
    public void route(Router router) {
        new PageRoutes(assets, HEADERS, LARGEST_FORM).add(router, this);
    }

    @Override
    public void serve(RoutingContext context) {
        HttpMethod method = context.request().method();
        boolean isPost = method == HttpMethod.POST;
        Visit stranger = visit(context, NOBODY, Map.of());
        if (!isPost && method != HttpMethod.GET && method != HttpMethod.HEAD) {
            Answers.send(context, gate.status(stranger, NOT_ALLOWED));
        } else if (isPost && !OwnForm.is(context.request(), "")) {
            Answers.send(context, gate.refused(stranger, "This form did not come from this console."));
        } else if (stranger.path().equals("/enter")) {
            answer(context, gate.enter(returned(stranger)));
        } else if (stranger.path().equals(ProviderDoor.PATH) && !isPost && provider.isPresent()) {
            provider.get().serve(stranger, gate);
        } else if (stranger.path().equals("/leave") && isPost) {
            Answers.send(context, gate.leave(stranger));
        } else {
            serve(context, stranger);
        }
    }

    /** Somebody who signed in elsewhere meanwhile is no stranger any more. */
    private Visit returned(Visit stranger) {
        RoutingContext context = stranger.context();
        return entrances.arrival(new RequestCaller(context.request())) instanceof Arrival.Known known
                ? visit(context, known.operator(), Map.of())
                : stranger;
    }

    private void serve(RoutingContext context, Visit stranger) {
        switch (entrances.arrival(new RequestCaller(context.request()))) {
            case Arrival.Refused refused -> Answers.send(context, gate.refused(stranger, refused.reason()));
            case Arrival.Stranger nobody -> Answers.send(context, gate.signIn(stranger));
            case Arrival.Known known -> answer(context, answer(visit(context, known.operator(), Map.of())));
        }
    }

    /** What an operator gets. */
    private Uni<PageAnswer> answer(Visit asked) {
        Optional<Routes.Found> found = routes.find(asked.path(), asked.isPost());
        if (!asked.operator().role().allows(Role.LOOK)) {
            return now(gate.refused(asked, "You are " + asked.operator().name() + ", who has no role here."));
        }
        if (found.isEmpty()) {
            boolean other = routes.find(asked.path(), !asked.isPost()).isPresent();
            return now(gate.status(asked, other ? NOT_ALLOWED : NOT_FOUND));
        }
        if (!asked.operator().role().allows(found.get().needs())) {
            return now(gate.refused(asked, "You may look, but not change anything."));
        }
        Visit visit = new Visit(
                asked.context(), asked.operator(), asked.path(), found.get().parts(), asked.form(), asked.isPost());
        Page page = found.get().page();
        return visit.isPost() ? doOnce(visit, page) : Uni.createFrom().deferred(() -> page.answer(visit));
    }

    private Uni<PageAnswer> doOnce(Visit visit, Page page) {
        return once.once(
                visit.form().first(OneTimeValues.FIELD).orElse(""),
                visit.operator().name(),
                () -> page.answer(visit),
                () -> gate.refused(visit, "This form is too old, or did not come from a page of yours."),
                () -> gate.sentBefore(visit));
    }

    private void answer(RoutingContext context, Uni<PageAnswer> answer) {
        answer.subscribe().with(page -> Answers.send(context, page), context::fail);
    }

    @Override
    public void fail(RoutingContext context, int status) {
        Answers.send(context, gate.status(visit(context, NOBODY, Map.of()), status));
    }

    private static Visit visit(RoutingContext context, Operator operator, Map<String, String> parts) {
        boolean isPost = context.request().method() == HttpMethod.POST;
        return new Visit(
                context,
                operator,
                context.normalizedPath(),
                parts,
                isPost ? FormValues.of(context.request().formAttributes()) : FormValues.NONE,
                isPost);
    }

    private static Uni<PageAnswer> now(PageAnswer answer) {
        return Uni.createFrom().item(answer);
    }
}
