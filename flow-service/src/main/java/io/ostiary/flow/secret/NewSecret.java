package io.ostiary.flow.secret;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time secret to be stored.
 *
 * @param text the secret itself; only its keyed hash is kept
 * @param identityId whose it is; null for somebody unknown
 * @param via {@code email} or {@code sms}; null when an operator hands it over
 * @param address where it is sent; null likewise
 */
public record NewSecret(
        UUID flowId,
        Purpose purpose,
        String text,
        @Nullable UUID identityId,
        @Nullable String via,
        @Nullable String address,
        Instant expiresAt) {

    /** PostgreSQL keeps no NUL; who typed one named nobody's address. */
    public NewSecret {
        address = address == null ? null : address.replace("\0", "");
    }
}
