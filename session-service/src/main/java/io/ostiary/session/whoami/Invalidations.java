package io.ostiary.session.whoami;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look at the table {@code invalidation}, all of it from one snapshot of the database.
 *
 * @param horizon which transactions this look saw: the next one asks for those that it did not
 * @param at the database's time
 * @param rows what was found, no more than asked for
 * @param overflowed whether there was more than that
 */
record Invalidations(Horizon horizon, Instant at, List<Row> rows, boolean overflowed) {

    /**
     * @param sessionId whose answers are wrong
     * @param identityId whose answers are wrong
     */
    record Row(@Nullable UUID sessionId, @Nullable UUID identityId) {}
}
