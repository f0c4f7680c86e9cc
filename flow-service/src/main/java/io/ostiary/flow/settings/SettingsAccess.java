package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Who may see and change settings: a session, with the level that is asked for, and only one's own
 * flows.
 */
@Singleton
class SettingsAccess {

    private final CurrentSession current;
    private final SettingsConfig config;
    private final ReturnAddresses addresses;
    private final Clock clock;

    SettingsAccess(CurrentSession current, SettingsConfig config, ReturnAddresses addresses, Clock clock) {
        this.current = current;
        this.config = config;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * The session of the request.
     *
     * @param otherwise what its absence is
     */
    Uni<OpenSession> signedIn(ClientRequest request, Problem otherwise) {
        return current.find(request).onItem().ifNull().failWith(() -> new ProblemException(otherwise));
    }

    /**
     * Refuses a session that lacks the second factor where it is asked for.
     *
     * @param returnTo where the person goes after the second factor, or null
     * @throws ProblemException with {@link Problem.Aal2Required}
     */
    void requireLevel(OpenSession session, String returnTo) {
        boolean lacks = !session.hasAal2() && "aal2".equals(session.checked().availableAal());
        if (lacks && config.wantsHighestAal()) {
            String login = ReturnAddresses.with(addresses.ofPublic("/self-service/login/browser"), "aal", "aal2");
            throw new ProblemException(new Problem.Aal2Required(
                    returnTo == null ? login : ReturnAddresses.with(login, "return_to", returnTo)));
        }
    }

    /**
     * Refuses a flow of somebody else.
     *
     * @throws ProblemException with {@link Problem.IdentityMismatch}
     */
    static void requireOwner(Flow flow, OpenSession session) {
        if (!session.identityId().equals(flow.identityId())) {
            throw new ProblemException(new Problem.IdentityMismatch());
        }
    }

    /** Whether the session is fresh enough to change what opens the account. */
    boolean isPrivileged(OpenSession session) {
        return !session.session()
                .authenticatedAt()
                .plus(config.privilegedMaxAge())
                .isBefore(clock.instant());
    }
}
