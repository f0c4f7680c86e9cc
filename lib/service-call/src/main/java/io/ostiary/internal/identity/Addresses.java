package io.ostiary.internal.identity;

import io.ostiary.contract.identity.VerifiableAddressBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls about verifiable and recovery addresses. */
public interface Addresses {

    /**
     * {@code POST /internal/addresses/verifiable}: finds a verifiable address by its value.
     *
     * @param value as typed; normalised by identity-service
     * @param markSent a code or link is about to be sent: its status becomes {@code sent} unless it
     *     is {@code completed}
     */
    record Find(@Nullable String value, boolean markSent) {}

    /** Both null when there is no such address. */
    record Found(
            @Nullable IdentitySnapshot identity, @Nullable VerifiableAddressBody address) {}

    /**
     * {@code POST /internal/addresses/recovery}: finds identities by a recovery address.
     *
     * @param value as typed
     */
    record FindRecovery(@Nullable String value) {}

    /**
     * @param identity null when there is none
     * @param via of the matched address
     * @param value the normalised address
     */
    record FoundRecovery(
            @Nullable IdentitySnapshot identity,
            @Nullable String via,
            @Nullable String value) {}

    /**
     * {@code POST /internal/addresses/verified}: the owner proved to hold the address. Repeating it
     * changes nothing.
     *
     * @param values the proven addresses
     */
    record Proven(UUID attemptId, UUID identityId, List<CodeAddress> values) {}
}
