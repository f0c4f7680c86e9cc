package io.ostiary.flow.secret;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored one-time secret, without the secret.
 *
 * @param flowId the flow it belongs to
 * @param identityId whose it is; null for somebody unknown
 * @param via {@code email} or {@code sms}
 * @param address where it was sent
 * @param expiresAt from when on it opens nothing
 * @param used whether an attempt claimed it
 */
public record OneTimeSecret(
        UUID id, UUID flowId, UUID identityId, String via, String address, Instant expiresAt, boolean used) {

    /** Whether it can be claimed. */
    public boolean isOpenAt(Instant now) {
        return !used && now.isBefore(expiresAt);
    }
}
