package io.ostiary.session.snapshot;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.session.assurance.AvailableAssurance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity as this service knows it.
 *
 * @param version of the identity
 * @param state {@code active} or {@code inactive}
 * @param firstFactors the types that it could sign in with; null in rows of version 0.1.0
 * @param secondFactors the types that it could step up with; null in rows of version 0.1.0
 * @param availableAal the verdict of the time when the row was written; only rows without factors
 *     are judged by it
 * @param body as the contract shows it; null where it wasn't read
 * @param deleted whether it is a tombstone
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Snapshot(
        long version,
        String state,
        @Nullable List<String> firstFactors,
        @Nullable List<String> secondFactors,
        String availableAal,
        @Nullable IdentityBody body,
        boolean deleted) {

    /** What another service sees now. */
    public static Snapshot of(IdentitySnapshot seen, AvailableAssurance available) {
        return new Snapshot(
                seen.version(),
                seen.body().state(),
                seen.tellsFactors() ? seen.firstFactors() : null,
                seen.tellsFactors() ? seen.secondFactors() : null,
                available.of(seen.secondFactors()),
                seen.body(),
                false);
    }

    /** The highest level that the identity can reach now, {@code aal1} or {@code aal2}. */
    public String available(AvailableAssurance available) {
        return secondFactors == null ? availableAal : available.of(secondFactors);
    }

    /** Whether what another service sees tells more than this. */
    public boolean isOutdatedBy(IdentitySnapshot seen) {
        return !deleted
                && (version < seen.version()
                        || version == seen.version() && secondFactors == null && seen.tellsFactors());
    }

    /** Whether the identity may have sessions. */
    public boolean isActive() {
        return !deleted && "active".equals(state);
    }
}
