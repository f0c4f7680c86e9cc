package io.ostiary.flow.logout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Ends sessions at their owners' wish. */
@Singleton
public class Logout {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CurrentSession current;
    private final SessionCalls sessions;
    private final LogoutTokens tokens;
    private final ReturnAddresses addresses;
    private final Configuration configuration;

    Logout(
            CurrentSession current,
            @RestClient SessionCalls sessions,
            LogoutTokens tokens,
            ReturnAddresses addresses,
            Configuration configuration) {
        this.current = current;
        this.sessions = sessions;
        this.tokens = tokens;
        this.addresses = addresses;
        this.configuration = configuration;
    }

    /** The link by which the browser's session ends, always in JSON: a page shows it. */
    Uni<Answer> link(ClientRequest request) {
        String returnTo = request.query("return_to");
        return signedIn(request).map(session -> Answers.json(200, link(session, returnTo)));
    }

    private ObjectNode link(OpenSession session, @Nullable String returnTo) {
        String token = tokens.of(session.session().id());
        String url = addresses.ofPublic("/self-service/logout");
        if (returnTo != null && !returnTo.isEmpty()) {
            url = ReturnAddresses.with(url, "return_to", addresses.of(returnTo, after()));
        }
        return Json.object()
                .put("logout_url", ReturnAddresses.with(url, "token", token))
                .put("logout_token", token);
    }

    private Uni<OpenSession> signedIn(ClientRequest request) {
        return current.find(request)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.SessionInactive(false)));
    }

    /** Ends the session of a browser that follows its link. */
    Uni<Answer> follow(ClientRequest request) {
        String token = request.query("token");
        if (token == null || token.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("The link lacks its token."));
        }
        return signedIn(request)
                .invoke(session -> check(token, session))
                .chain(session -> revoke(session.token()))
                .map(revoked -> gone(request));
    }

    /** Ends the session of a browser that asks for no more than that, as the older contract has it, and sends it on. */
    public Uni<Answer> withoutToken(ClientRequest request) {
        return current.find(request)
                .chain(session -> session == null ? Uni.createFrom().nullItem() : revoke(session.token()))
                .invoke(revoked -> current.takeBackFrom(request))
                .map(revoked -> Answers.seeOther(after()));
    }

    private void check(String token, OpenSession session) {
        if (!tokens.fits(token, session.session().id())) {
            throw new ProblemException(new Problem.Forbidden("The link belongs to another session."));
        }
    }

    private Answer gone(ClientRequest request) {
        current.takeFrom(request);
        String onward = addresses.of(request.query("return_to"), after());
        if (clearsBrowserData() && request.url().startsWith("https://")) {
            request.answerWith("Clear-Site-Data", "\"cookies\", \"storage\", \"cache\"");
        }
        return request.acceptsJson() ? new Answer.Empty(204) : Answers.seeOther(onward);
    }

    /** Browsers heed the header over HTTPS only (Clear Site Data, section 4.1). */
    private boolean clearsBrowserData() {
        return configuration
                .optionalBool("selfservice.flows.logout.clear_browser_data")
                .orElse(false);
    }

    private String after() {
        return configuration
                .optionalText("selfservice.flows.logout.after.default_browser_return_url")
                .orElseGet(addresses::byDefault);
    }

    /** Ends the session of a native app. */
    public Uni<Answer> byToken(String token) {
        if (token.isEmpty()) {
            return Uni.createFrom().failure(unknown());
        }
        return revoke(Secret.of(token))
                .invoke(revoked -> {
                    if (!revoked.known()) {
                        throw unknown();
                    }
                })
                .map(revoked -> new Answer.Empty(204));
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem.Forbidden("The session token belongs to no session."));
    }

    private Uni<Sessions.Revoked> revoke(Secret token) {
        return Calls.within(sessions.revoke(new Sessions.Revoke(Ids.ordered(), token, null, null)), DEADLINE);
    }
}
