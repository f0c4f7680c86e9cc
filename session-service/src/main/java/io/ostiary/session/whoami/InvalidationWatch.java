package io.ostiary.session.whoami;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the table {@code invalidation}: one look at a time, each from the horizon of the one
 * before. A row is read and applied once, also while an older transaction stays open. Where there
 * is more than a look may read, everything is forgotten; its horizon is then as good a start.
 */
final class InvalidationWatch {

    /** Rows are kept for far longer than this; a replica that was away for so long starts anew. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    private final PostgresInvalidations table;
    private final WhoamiMemory memory;
    private final Freshness freshness;
    private final LongSupplier nanos;
    private final DistributionSummary rowsPerLook;
    private @Nullable Horizon horizon;
    private @Nullable Instant lastLook;

    /**
     * @param nanos the time as of {@link System#nanoTime}
     */
    InvalidationWatch(
            PostgresInvalidations table,
            WhoamiMemory memory,
            Freshness freshness,
            LongSupplier nanos,
            MeterRegistry registry) {
        this.table = table;
        this.memory = memory;
        this.freshness = freshness;
        this.nanos = nanos;
        this.rowsPerLook = DistributionSummary.builder("ostiary.whoami.look.rows")
                .description("Rows that a look at what became invalid has read")
                .register(registry);
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
            add(named, row.sessionId());
            add(named, row.identityId());
        }
        rowsPerLook.record(look.rows().size());
        if (lostTrack || look.overflowed()) {
            memory.forgetAll();
        }
        memory.forget(named, nanos.getAsLong());
        horizon = look.horizon();
        lastLook = look.at();
        freshness.looked(start);
        return named;
    }

    private static void add(List<UUID> named, @Nullable UUID id) {
        if (id != null) {
            named.add(id);
        }
    }
}
