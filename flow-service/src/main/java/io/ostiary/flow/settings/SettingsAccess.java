package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.session.RequiredLevel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change settings: a session, with the level that is asked for, and only one's own
 * flows.
 */
@Singleton
public class SettingsAccess {

    private final CurrentSession current;
    private final SettingsConfig config;
    private final RequiredLevel level;
    private final Clock clock;

    SettingsAccess(CurrentSession current, SettingsConfig config, RequiredLevel level, Clock clock) {
        this.current = current;
        this.config = config;
        this.level = level;
        this.clock = clock;
    }

    /**
     * The session of the request.
     *
     * @param otherwise what its absence is
     */
    public Uni<OpenSession> signedIn(ClientRequest request, Problem otherwise) {
        return current.find(request).onItem().ifNull().failWith(() -> new ProblemException(otherwise));
    }

    /**
     * Refuses a session that lacks the second factor where it is asked for.
     *
     * @param returnTo where the person goes after the second factor, or null
     * @throws ProblemException with {@link Problem.Aal2Required}
     */
    public void requireLevel(OpenSession session, @Nullable String returnTo) {
        String reached = session.session().authenticatorAssuranceLevel();
        if (!config.requiredAal().isMet(reached, session.checked().availableAal())) {
            throw new ProblemException(new Problem.Aal2Required(level.login(returnTo)));
        }
    }

    /**
     * Refuses a flow of somebody else.
     *
     * @throws ProblemException with {@link Problem.IdentityMismatch}
     */
    public static void requireOwner(Flow flow, OpenSession session) {
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
