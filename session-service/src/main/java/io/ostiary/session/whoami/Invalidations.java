package io.ostiary.session.whoami;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * One look at the table {@code invalidation}, all of it from one snapshot of the database.
 *
 * @param horizon the oldest transaction that was not finished yet: the next look starts there
 * @param at the database's time
 * @param rows what was found
 */
record Invalidations(String horizon, Instant at, Set<Row> rows) {

    /**
     * @param xid the transaction that wrote it
     * @param sessionId whose answers are wrong, or null
     * @param identityId whose answers are wrong, or null
     */
    record Row(String xid, UUID sessionId, UUID identityId) {}
}
