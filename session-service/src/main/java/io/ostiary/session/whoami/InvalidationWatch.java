package io.ostiary.session.whoami;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Follows the table {@code invalidation}: one look at a time, each from the horizon of the one
 * before. A row is applied once; it may be read several times while an older transaction is still
 * open.
 */
final class InvalidationWatch {

    /** Rows are kept for far longer than this; a replica that was away for so long starts anew. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    private final PostgresInvalidations table;
    private final WhoamiMemory memory;
    private final Freshness freshness;
    private final LongSupplier nanos;
    private String horizon;
    private Instant lastLook;
    private Set<Invalidations.Row> applied = Set.of();

    InvalidationWatch(PostgresInvalidations table, WhoamiMemory memory, Freshness freshness, LongSupplier nanos) {
        this.table = table;
        this.memory = memory;
        this.freshness = freshness;
        this.nanos = nanos;
    }

    /**
     * Looks once and applies what is new. Must not be called again before it is done. @return the
     * ids that were named
     */
    Uni<List<UUID>> look() {
        long start = nanos.getAsLong();
        Uni<Invalidations> found = horizon == null ? table.start() : table.since(horizon);
        return found.map(look -> apply(look, start));
    }

    private List<UUID> apply(Invalidations look, long start) {
        boolean lostTrack =
                lastLook == null || Duration.between(lastLook, look.at()).compareTo(LONGEST_GAP) > 0;
        List<UUID> named = new ArrayList<>();
        for (Invalidations.Row row : look.rows()) {
            if (!applied.contains(row)) {
                add(named, row.sessionId());
                add(named, row.identityId());
            }
        }
        if (lostTrack) {
            memory.forgetAll();
        }
        memory.forget(named, nanos.getAsLong());
        horizon = look.horizon();
        lastLook = look.at();
        applied = look.rows();
        freshness.looked(start);
        return named;
    }

    private static void add(List<UUID> named, UUID id) {
        if (id != null) {
            named.add(id);
        }
    }
}
