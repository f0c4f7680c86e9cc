package io.ostiary.contract.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.generation.Spoken;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.contract.trace.RequestTrace;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Stands before the endpoints of a service. In order: who asks (a service with a token, or a client
 * through a listener, by the gateway's proof), the address, the anti-forgery cookie, then what the contract says about path and method. Only requests that the contract knows reach an endpoint.
 */
@Singleton
public class Gate {

    private static final int BEFORE_ALL_ENDPOINTS = 10_000;
    /** Under which the endpoints of the older contract lie; no client can ask for them there. */
    private static final String OLDER = "/v05";

    private static final String NO_CACHE = "private, no-cache, no-store, must-revalidate";

    private final ContractRoutes routes;
    private final CookieRules cookies;
    private final URI publicUrl;
    private final URI adminUrl;
    private final Instance<ServiceCallCheck> serviceCalls;
    private final ListenerCheck proofs;
    private final OlderCalls olderCalls;

    Gate(
            Configuration configuration,
            CookieRules cookies,
            Instance<ServiceCallCheck> serviceCalls,
            ListenerCheck proofs,
            Instance<RouteLines> brought,
            MeterRegistry metrics) {
        this.routes = ContractRoutes.load(brought.stream());
        this.cookies = cookies;
        this.publicUrl = URI.create(configuration.text("serve.public.base_url"));
        this.adminUrl = URI.create(configuration.text("serve.admin.base_url"));
        this.serviceCalls = serviceCalls;
        this.proofs = proofs;
        this.olderCalls = new OlderCalls(metrics);
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ENDPOINTS);
    }

    /** A path that the table knows but no endpoint, once it is decoded, is unknown as well. */
    void answerUnmatched(@Observes Router router) {
        router.errorHandler(404, context -> answerText(context.response(), 404, "404 page not found\n"));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null) {
            path = "/";
        }
        if (isOlder(context, path)) {
            // What was said before it was sent on is lost by that.
            sayWhatCachesMayDo(request, Inbound.of(context).listener(), path);
            context.next();
            return;
        }
        Listener listener = proofs.listener(request);
        if (listener == null) {
            checkServiceCall(context, path);
        } else if (path.startsWith("/internal/") || path.equals("/internal")) {
            UnmatchedPath.mark(context);
            answerText(request.response(), 404, "404 page not found\n");
        } else if (path.contains("//") || path.contains("/./") || path.contains("/../")) {
            redirectToCleanPath(context, listener, path);
        } else {
            admit(context, listener, path);
        }
    }

    /** What came by the older contract's path was looked at before it was sent on to the endpoint that answers it. */
    private static boolean isOlder(RoutingContext context, String path) {
        return Spoken.in(context) == Generation.V05 && path.startsWith(OLDER + "/");
    }

    private void checkServiceCall(RoutingContext context, String path) {
        if (path.startsWith("/internal/")
                && serviceCalls.isResolvable()
                && serviceCalls
                        .get()
                        .allows(
                                context.request().getHeader("Authorization"),
                                context.request().method().name(),
                                path)) {
            RequestTrace.begin(context.request(), path);
            context.next();
        } else {
            UnmatchedPath.mark(context);
            answerProblem(
                    context.request().response(),
                    new Problem.Unauthorized("Requests come through the gateway or carry a service token."));
        }
    }

    private void redirectToCleanPath(RoutingContext context, Listener listener, String path) {
        UnmatchedPath.mark(context);
        HttpServerRequest request = context.request();
        Inbound inbound = new Inbound(listener, request, cookies);
        noCache(request);
        if (listener.isPublic() && !inbound.hasCsrfCookie()) {
            inbound.renewCsrfCookie();
        }
        String clean = URI.create(path.replaceAll("/{2,}", "/")).normalize().getRawPath();
        String query = request.query() == null ? "" : "?" + request.query();
        request.response()
                .setStatusCode(307)
                .putHeader("Location", clean + query)
                .end();
    }

    private void admit(RoutingContext context, Listener listener, String path) {
        HttpServerRequest request = context.request();
        Inbound inbound = new Inbound(listener, request, cookies);
        inbound.keepOn(context);
        RequestTrace.begin(request, path);
        String method = request.method().name();
        String wanted = path;
        if (listener == Listener.ADMIN && !path.startsWith("/admin/") && !path.equals("/admin")) {
            wanted = "/admin" + path;
        }
        sayWhatCachesMayDo(request, listener, path);
        if (listener.isAdmin()) {
            AdminTrace.follow(context, inbound, method, path);
        }
        switch (routes.match(listener, method, wanted)) {
            case ContractRoutes.Match.Known known -> {
                if (passesCsrf(context, inbound, known.open(), method)) {
                    follow(context, known, path, serving(inbound, known, wanted));
                }
            }
            case ContractRoutes.Match.OtherMethods other -> {
                UnmatchedPath.mark(context);
                if (passesCsrf(context, inbound, other.open(), method)) {
                    request.response().putHeader("Allow", other.allow());
                    answerText(request.response(), 405, "Method Not Allowed\n");
                }
            }
            case ContractRoutes.Match.Unknown unknown -> {
                UnmatchedPath.mark(context);
                if (passesCsrf(context, inbound, false, method)) {
                    answerText(request.response(), 404, "404 page not found\n");
                }
            }
        }
    }

    /** The path of the endpoint that answers. */
    private String serving(Inbound inbound, ContractRoutes.Match.Known known, String wanted) {
        if (inbound.generation() == Generation.CURRENT) {
            return wanted;
        }
        olderCalls.count(inbound.request(), known.path());
        return known.shared() ? wanted : OLDER + wanted;
    }

    private void follow(RoutingContext context, ContractRoutes.Match.Known known, String path, String wanted) {
        switch (known.action()) {
            case SERVE -> {
                // What a client would like to have is no reason to refuse, not even if it can't be
                // read; who chooses between a page and JSON asks Inbound.
                context.request().headers().set("Accept", "*/*");
                if (wanted.equals(path)) {
                    context.next();
                } else {
                    String query = context.request().query();
                    context.reroute(query == null ? wanted : wanted + "?" + query);
                }
            }
            case TO_ADMIN -> redirect(context, adminUrl, "/admin" + withoutAdmin(path));
            case TO_PUBLIC -> redirect(context, publicUrl, withoutAdmin(path));
            case NOTHING -> answerText(context.request().response(), 404, "404 page not found\n");
        }
    }

    private static String withoutAdmin(String path) {
        return path.startsWith("/admin/") ? path.substring("/admin".length()) : path;
    }

    private static void redirect(RoutingContext context, URI base, String path) {
        String prefix = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
        String query =
                context.request().query() == null ? "" : "?" + context.request().query();
        context.request()
                .response()
                .setStatusCode(307)
                .putHeader("Location", base.getScheme() + "://" + base.getAuthority() + prefix + path + query)
                .end();
    }

    /**
     * Keeps the public side's anti-forgery cookie there, and refuses a change by a path that needs
     * it.
     */
    private boolean passesCsrf(RoutingContext context, Inbound inbound, boolean open, String method) {
        if (open || inbound.listener().isAdmin()) {
            return true;
        }
        String reason = inbound.csrfRejectReason();
        boolean had = inbound.hasCsrfCookie();
        if (!had) {
            inbound.renewCsrfCookie();
        }
        boolean safe = switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
        if (safe || had && inbound.csrfMatches(context.request().getHeader("X-CSRF-Token"))) {
            return true;
        }
        ProblemResponses.Answer answer = switch (inbound.generation()) {
            case CURRENT -> ProblemResponses.of(new Problem.CsrfViolation(reason));
            case V05 -> ProblemResponses.of(new Problem.BadRequest(reason), Generation.V05);
        };
        answerProblem(context.request().response(), answer);
        return false;
    }

    private static void sayWhatCachesMayDo(HttpServerRequest request, Listener listener, String path) {
        noCache(request);
        if (listener.isPublic() && !path.startsWith("/health/")) {
            // what is answered depends on who asks, and a cache has to know
            request.response().headers().add("Vary", "Cookie");
        }
    }

    private static void noCache(HttpServerRequest request) {
        if ("GET".equals(request.method().name())) {
            request.response().putHeader("Cache-Control", NO_CACHE);
        }
    }

    private static void answerText(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text);
    }

    private static void answerProblem(HttpServerResponse response, Problem problem) {
        answerProblem(response, ProblemResponses.of(problem));
    }

    private static void answerProblem(HttpServerResponse response, ProblemResponses.Answer answer) {
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(Json.text(answer.body()));
    }
}
