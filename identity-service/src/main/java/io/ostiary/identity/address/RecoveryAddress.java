package io.ostiary.identity.address;

import java.time.Instant;
import java.util.UUID;

/**
 * An address over which a person gets back into their account.
 *
 * @param value the normalised address
 */
public record RecoveryAddress(UUID id, Via via, String value, Instant createdAt, Instant updatedAt) {

    /** Whether both are the same address. */
    public boolean isSameAs(Via otherVia, String otherValue) {
        return via == otherVia && value.equals(otherValue);
    }
}
