package io.ostiary.session.whoami;

import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.generation.Spoken;
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
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        // A body is of no interest, but it has to be read away for the connection's next request.
        request.resume();
        switch (tokens.of(request)) {
            case RequestToken.Missing missing -> refuse(context, true);
            case RequestToken.Garbage garbage -> refuse(context, false);
            case RequestToken.Present token -> answer(context, token);
        }
    }

    private void refuse(RoutingContext context, boolean nothingSent) {
        answers.unread();
        if (nothingSent && settings.cacheable()) {
            context.response().putHeader(CACHE_FOR, NO_CREDENTIALS_CACHE_SECONDS);
        }
        refuse(context, NOBODY);
    }

    private void answer(RoutingContext context, RequestToken.Present token) {
        RememberedSession remembered = check.remembered(token.hash());
        if (remembered != null) {
            answers.fromMemory();
            answer(context, token, remembered);
            return;
        }
        check.read(token.hash())
                .subscribe()
                .with(session -> answerRead(context, token, session), failure -> answerFailure(context, failure));
    }

    private void answerRead(RoutingContext context, RequestToken.Present token, RememberedSession session) {
        answers.fromDatabase();
        if (session == null) {
            refuse(context, NOBODY);
        } else {
            answer(context, token, session);
        }
    }

    private void answer(RoutingContext context, RequestToken.Present token, RememberedSession session) {
        Instant now = clock.instant();
        if (!session.expiresAt().isAfter(now)) {
            refuse(context, NOBODY);
        } else if (!required.isMet(session.aal(), session.availableAal())) {
            refuse(context, required.problem());
        } else {
            HttpServerRequest request = context.request();
            String template = request.query() == null ? null : request.getParam("tokenize_as");
            if (template != null && !template.isEmpty()) {
                tokenise.of(template, session.json())
                        .subscribe()
                        .with(
                                made -> answerTokenised(context, token, session, made),
                                failure -> answerFailure(context, failure));
            } else {
                send(context, token, session, Buffer.buffer(body(context, session)));
            }
        }
    }

    private byte[] body(RoutingContext context, RememberedSession session) {
        return Spoken.in(context) == Generation.V05 ? session.older() : session.json();
    }

    private void answerTokenised(
            RoutingContext context, RequestToken.Present token, RememberedSession session, Tokenised made) {
        switch (made) {
            case Tokenised.Token(String jwt) -> send(context, token, session, withToken(session.json(), jwt));
            case Tokenised.Refused(Problem problem) -> refuse(context, problem);
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

    private void send(RoutingContext context, RequestToken.Present token, RememberedSession session, Buffer body) {
        Instant now = clock.instant();
        HttpServerResponse response = context.response();
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

    private void answerFailure(RoutingContext context, Throwable failure) {
        if (DatabaseFailures.meaningOf(failure) instanceof ProblemException known) {
            answers.unavailable();
            refuse(context, known.problem());
            return;
        }
        LOG.error("whoami failed unexpectedly", failure);
        refuse(context, ProblemResponses.unknown());
    }

    private static void refuse(RoutingContext context, Problem problem) {
        refuse(context, ProblemResponses.of(problem, Spoken.in(context)));
    }

    private static void refuse(RoutingContext context, ProblemResponses.Answer answer) {
        HttpServerResponse response = context.response();
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
