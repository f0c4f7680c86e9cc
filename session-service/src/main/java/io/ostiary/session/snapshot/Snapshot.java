package io.ostiary.session.snapshot;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.identity.IdentityBody;

/**
 * An identity as this service knows it.
 *
 * @param version of the identity
 * @param state {@code active} or {@code inactive}
 * @param availableAal the highest level that its credentials reach
 * @param body as the contract shows it; null where it wasn't read
 * @param deleted whether it is a tombstone
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Snapshot(long version, String state, String availableAal, IdentityBody body, boolean deleted) {

    /** Whether the identity may have sessions. */
    public boolean isActive() {
        return !deleted && "active".equals(state);
    }
}
