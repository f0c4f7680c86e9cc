package io.ostiary.flow.session;

import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.browser.BrowserMark;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.trace.RequestTrace;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Finds the session of a request, and gives browsers theirs. */
@Singleton
public class CurrentSession {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SessionCalls sessions;
    private final SessionCookie cookie;
    private final CookieRules rules;
    private final BrowserMark marks;
    private final Clock clock;

    CurrentSession(
            @RestClient SessionCalls sessions,
            SessionCookie cookie,
            CookieRules rules,
            BrowserMark marks,
            Clock clock) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.rules = rules;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * The session token that the client sent; empty when it sent none, or a cookie that isn't ours.
     */
    public Optional<Secret> token(ClientRequest request) {
        return request.sessionTokenHeader()
                .map(Secret::of)
                .or(() -> request.sessionCookies(rules)
                        .map(cookie::open)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static void trace(OpenSession open) {
        if (open != null) {
            RequestTrace.identity(open.identity().id());
        }
    }

    /**
     * The valid session of the request; null when it has none. Asks session-service only when a
     * token was sent.
     */
    public Uni<@Nullable OpenSession> find(ClientRequest request) {
        Optional<Secret> token = token(request);
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return Calls.within(sessions.check(new Sessions.Check(token.get())), DEADLINE)
                .map(checked -> checked.session() == null ? null : new OpenSession(token.get(), checked))
                .invoke(CurrentSession::trace);
    }

    /** Fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in. */
    public Uni<Void> refuseSignedIn(ClientRequest request) {
        return find(request)
                .invoke(session -> {
                    if (session != null) {
                        throw new ProblemException(new Problem.SessionAlreadyAvailable());
                    }
                })
                .replaceWithVoid();
    }

    /** Gives the browser the cookie of a session, and marks it as one in which that person signed in. */
    public void giveTo(ClientRequest request, Sessions.Issued issued) {
        Instant now = clock.instant();
        request.inbound().mark(marks.of(issued.requireIdentity().id(), now));
        give(request, issued.requireToken(), issued.requireSession().expiresAt(), now);
    }

    /** Gives the browser the cookie of the session that it has, anew. */
    public void giveAgainTo(ClientRequest request, OpenSession session) {
        give(request, session.token(), session.session().expiresAt(), clock.instant());
    }

    private void give(ClientRequest request, Secret token, Instant expiresAt, Instant now) {
        Duration left = Duration.between(now, expiresAt).plusMillis(500);
        request.setCookie(rules.session(cookie.seal(token), left));
    }

    /** Takes the session's cookie from the browser, if it sent one. */
    public void takeBackFrom(ClientRequest request) {
        if (request.sessionCookies(rules).findAny().isPresent()) {
            takeFrom(request);
        }
    }

    /** Takes the session's cookie from the browser. */
    public void takeFrom(ClientRequest request) {
        request.inbound().renewCsrfCookie();
        request.setCookie(rules.sessionDeletion());
    }
}
