package io.ostiary.session.revocation;

import io.ostiary.session.token.TokenHash;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which sessions to end. */
public sealed interface Selection {

    /** The session of a token. */
    record OfToken(TokenHash hash) implements Selection {}

    /** One session. */
    record One(UUID sessionId) implements Selection {}

    /** One session, if it belongs to the identity. */
    record Own(UUID identityId, UUID sessionId) implements Selection {}

    /** All of an identity, but for {@code exceptSessionId} unless that is null. */
    record OfIdentity(UUID identityId, @Nullable UUID exceptSessionId) implements Selection {}

    /** Several sessions. */
    record Several(List<UUID> sessionIds) implements Selection {}

    /** All sessions of several identities. */
    record OfIdentities(List<UUID> identityIds) implements Selection {}

    /**
     * Any sessions, at most {@code limit} in one go; with {@code activeOnly} those that are still
     * active.
     */
    record Any(int limit, boolean activeOnly) implements Selection {}
}
