package io.ostiary.flow.session;

import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.trace.RequestTrace;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks session-service for a session. */
@Singleton
public class IssueSession {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SessionCalls sessions;

    IssueSession(@RestClient SessionCalls sessions) {
        this.sessions = sessions;
    }

    /**
     * A session for an identity.
     *
     * @param refreshed the token of the session that this authentication refreshes or steps up, or
     *     null
     * @param renew whether that session gets a new token: in browsers, which take it by cookie
     */
    public Uni<Sessions.Issued> issue(
            ClientRequest request,
            Attempt attempt,
            IdentitySnapshot identity,
            AuthenticationMethodBody authentication,
            @Nullable Secret refreshed,
            boolean renew) {
        RequestTrace.identity(identity.id());
        Sessions.Device device =
                new Sessions.Device(request.inbound().clientAddress(), request.userAgent(), request.location());
        return Calls.within(
                sessions.issue(
                        new Sessions.Issue(attempt.id(), identity, List.of(authentication), device, refreshed, renew)),
                DEADLINE);
    }
}
