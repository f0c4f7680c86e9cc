package io.ostiary.flow.secret;

import java.time.Instant;
import java.util.UUID;

/**
 * A one-time secret to be stored.
 *
 * @param text the secret itself; only its keyed hash is kept
 * @param identityId whose it is; null for somebody unknown
 */
public record NewSecret(
        UUID flowId, Purpose purpose, String text, UUID identityId, String via, String address, Instant expiresAt) {}
