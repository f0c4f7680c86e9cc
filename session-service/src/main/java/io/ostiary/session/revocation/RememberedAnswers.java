package io.ostiary.session.revocation;

import java.util.Collection;
import java.util.UUID;

/**
 * Answers about sessions that this replica keeps in memory. Told after the commit, so that a client
 * that revokes and asks again at the same replica is refused at once; the other replicas learn it
 * from the table {@code invalidation}.
 */
public interface RememberedAnswers {

    /**
     * Forgets what is remembered of these sessions and identities, and doesn't store reads of them
     * that are under way.
     */
    void forget(Collection<UUID> sessionsOrIdentities);
}
