package io.ostiary.flow.secret;

import io.ostiary.internal.identity.CodeAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored one-time secret, without the secret.
 *
 * @param flowId the flow it belongs to
 * @param identityId whose it is; null for somebody unknown
 * @param via {@code email} or {@code sms}; null when an operator handed it over
 * @param address where it was sent; null likewise
 * @param expiresAt from when on it opens nothing
 * @param claimedBy the attempt that used it, or null
 */
public record OneTimeSecret(
        UUID id,
        UUID flowId,
        @Nullable UUID identityId,
        @Nullable String via,
        @Nullable String address,
        Instant expiresAt,
        @Nullable UUID claimedBy) {

    /** Where it was sent; only of one that was sent. */
    public CodeAddress sentTo() {
        return new CodeAddress(
                Objects.requireNonNull(via, "what was sent went by a channel"),
                Objects.requireNonNull(address, "what was sent went to an address"));
    }

    /** Whether an attempt claimed it. */
    public boolean used() {
        return claimedBy != null;
    }

    /** Whether it can be claimed. */
    public boolean isOpenAt(Instant now) {
        return !used() && now.isBefore(expiresAt);
    }

    /** Whether an attempt can claim it, or has claimed it before it was run a second time. */
    public boolean isOpenTo(UUID attemptId, Instant now) {
        return (!used() || attemptId.equals(claimedBy)) && now.isBefore(expiresAt);
    }
}
