package io.ostiary.flow.session;

import io.ostiary.config.Secret;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.internal.session.Sessions;
import java.util.Objects;
import java.util.UUID;

/**
 * A valid session of the client that asks.
 *
 * @param token with which it was opened
 * @param checked session-service's word on it
 */
public record OpenSession(Secret token, Sessions.Checked checked) {

    /** The session with its identity. */
    public SessionBody session() {
        return Objects.requireNonNull(checked.session(), "an open session was found");
    }

    /** Whose session it is. */
    public IdentityBody identity() {
        return Objects.requireNonNull(session().identity(), "an open session has an identity");
    }

    /** The id of {@link #identity()}. */
    public UUID identityId() {
        return identity().id();
    }

    /** Whether it has the second factor. */
    public boolean hasAal2() {
        return "aal2".equals(session().authenticatorAssuranceLevel());
    }
}
