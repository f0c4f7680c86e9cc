package io.ostiary.session.session;

import io.ostiary.config.Secret;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.events.SessionIssued;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Event;
import java.util.UUID;

/**
 * A session that is about to be opened.
 *
 * @param row the session with its device
 * @param token opens it; only its hash is stored
 * @param attemptId the attempt that opens it, and opens it once
 */
record NewSession(SessionRow row, Secret token, UUID attemptId) {

    /** What others are told. */
    Event event() {
        return Event.of(new SessionIssued(
                row.id(),
                row.identityId(),
                row.aal(),
                row.authenticationMethods().stream()
                        .map(AuthenticationMethodBody::method)
                        .toList(),
                row.expiresAt()));
    }

    /** Why it happens. */
    Cause cause() {
        return Cause.of(attemptId.toString());
    }
}
