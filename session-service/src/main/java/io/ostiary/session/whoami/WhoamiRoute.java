package io.ostiary.session.whoami;

import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.outbox.database.DatabaseFailures;
import io.ostiary.session.assurance.RequiredAssurance;
import io.ostiary.session.token.RequestToken;
import io.ostiary.session.token.RequestTokens;
import io.ostiary.session.tokenise.Tokenise;
import io.ostiary.session.tokenise.Tokenised;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * {@code /sessions/whoami}, with any method, because gateways pass on the method of the request
 * that they ask about. A plain Vert.x route: from the request to the answer no object mapper, no
 * thread and, as a rule, no query is involved.
 */
@ApplicationScoped
class WhoamiRoute {

    private static final Logger LOG = Logger.getLogger(WhoamiRoute.class);
    private static final String PATH = "/sessions/whoami";
    private static final String OLDER_PATH = "/v05/sessions/whoami";
    private static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence IDENTITY = HttpHeaders.createOptimized("X-Kratos-Authenticated-Identity-Id");
    private static final String CACHE_FOR = "Ory-Session-Cache-For";
    private static final String NO_CREDENTIALS_CACHE_SECONDS = "60";
    private static final Problem NOBODY = new Problem.Unauthorized("There is no valid session in this request.");

    private final RequestTokens tokens;
    private final CheckCaller check;
    private final RequiredAssurance required;
    private final WhoamiSettings settings;
    private final WhoamiAnswers answers;
    private final CookieRules cookies;
    private final Tokenise tokenise;
    private final Clock clock;

    WhoamiRoute(
            RequestTokens tokens,
            CheckCaller check,
            RequiredAssurance required,
            WhoamiSettings settings,
            WhoamiAnswers answers,
            CookieRules cookies,
            Tokenise tokenise,
            Clock clock) {
        this.tokens = tokens;
        this.check = check;
        this.required = required;
        this.settings = settings;
        this.answers = answers;
        this.cookies = cookies;
        this.tokenise = tokenise;
        this.clock = clock;
    }

    void install(@Observes Router router) {
        router.route(PATH).handler(this::answer);
        router.route(OLDER_PATH).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        // A body is of no interest, but it has to be read away for the connection's next request.
        request.resume();
        switch (tokens.of(request)) {
            case RequestToken.Missing missing -> refuse(request, true);
            case RequestToken.Garbage garbage -> refuse(request, false);
            case RequestToken.Present token -> answer(request, token);
        }
    }

    private void refuse(HttpServerRequest request, boolean nothingSent) {
        answers.unread();
        if (nothingSent && settings.cacheable()) {
            request.response().putHeader(CACHE_FOR, NO_CREDENTIALS_CACHE_SECONDS);
        }
        refuse(request, NOBODY);
    }

    private void answer(HttpServerRequest request, RequestToken.Present token) {
        RememberedSession remembered = check.remembered(token.hash());
        if (remembered != null) {
            answers.fromMemory();
            answer(request, token, remembered);
            return;
        }
        check.read(token.hash())
                .subscribe()
                .with(session -> answerRead(request, token, session), failure -> answerFailure(request, failure));
    }

    private void answerRead(HttpServerRequest request, RequestToken.Present token, RememberedSession session) {
        answers.fromDatabase();
        if (session == null) {
            refuse(request, NOBODY);
        } else {
            answer(request, token, session);
        }
    }

    private void answer(HttpServerRequest request, RequestToken.Present token, RememberedSession session) {
        Instant now = clock.instant();
        if (!session.expiresAt().isAfter(now)) {
            refuse(request, NOBODY);
        } else if (!required.isMet(session.aal(), session.availableAal())) {
            refuse(request, required.problem());
        } else {
            String template = request.query() == null ? null : request.getParam("tokenize_as");
            if (template != null && !template.isEmpty()) {
                tokenise.of(template, session.json())
                        .subscribe()
                        .with(
                                made -> answerTokenised(request, token, session, made),
                                failure -> answerFailure(request, failure));
            } else {
                send(request, token, session, Buffer.buffer(body(request, session)));
            }
        }
    }

    private byte[] body(HttpServerRequest request, RememberedSession session) {
        return isOlder(request) ? session.older(settings.olderPublicUrl()) : session.json();
    }

    private static boolean isOlder(HttpServerRequest request) {
        return OLDER_PATH.equals(request.path());
    }

    private void answerTokenised(
            HttpServerRequest request, RequestToken.Present token, RememberedSession session, Tokenised made) {
        switch (made) {
            case Tokenised.Token(String jwt) -> send(request, token, session, withToken(session.json(), jwt));
            case Tokenised.Refused(Problem problem) -> refuse(request, problem);
        }
    }

    /** The answer is an object, and a JWT needs no escapes. */
    private static Buffer withToken(byte[] json, String jwt) {
        return Buffer.buffer(json.length + jwt.length() + 16)
                .appendBytes(json, 0, json.length - 1)
                .appendString(",\"tokenized\":\"")
                .appendString(jwt)
                .appendString("\"}");
    }

    private void send(HttpServerRequest request, RequestToken.Present token, RememberedSession session, Buffer body) {
        Instant now = clock.instant();
        HttpServerResponse response = request.response();
        response.putHeader(IDENTITY, session.identityHeader());
        if (settings.cacheable()) {
            response.putHeader(CACHE_FOR, Long.toString(settings.cacheableSeconds(session.expiresAt(), now)));
        }
        if (session.extended() && token.cookie() != null) {
            // The browser would drop the cookie at the session's first end.
            response.addCookie(cookies.session(token.cookie(), Duration.between(now, session.expiresAt())));
        }
        response.putHeader(CONTENT_TYPE, JSON).end(body);
    }

    private void answerFailure(HttpServerRequest request, Throwable failure) {
        if (DatabaseFailures.meaningOf(failure) instanceof ProblemException known) {
            answers.unavailable();
            refuse(request, known.problem());
            return;
        }
        LOG.error("whoami failed unexpectedly", failure);
        refuse(request, ProblemResponses.unknown());
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        refuse(request, ProblemResponses.of(problem, isOlder(request) ? Generation.V05 : Generation.CURRENT));
    }

    private static void refuse(HttpServerRequest request, ProblemResponses.Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (answer.retryAfter() != null) {
            response.putHeader(
                    "Retry-After", Long.toString(Math.max(1, answer.retryAfter().toSeconds())));
        }
        response.setStatusCode(answer.status()).putHeader(CONTENT_TYPE, JSON).end(Json.text(answer.body()));
    }
}
