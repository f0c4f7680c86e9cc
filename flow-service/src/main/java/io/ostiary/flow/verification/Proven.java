package io.ostiary.flow.verification;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.flow.secret.OneTimeSecret;
import java.time.Instant;
import java.util.List;

/** An identity as it is once a secret has proven its address, for those who are told before identity-service has answered. */
public final class Proven {

    private Proven() {}

    /** The identity with the secret's address verified; the same where it has no such address. */
    public static IdentityBody in(IdentityBody identity, OneTimeSecret secret, Instant now) {
        List<VerifiableAddressBody> addresses = identity.verifiableAddresses();
        if (addresses == null || secret.address() == null) {
            return identity;
        }
        return with(
                identity,
                addresses.stream()
                        .map(address -> isThat(address, secret) ? verified(address, now) : address)
                        .toList());
    }

    private static boolean isThat(VerifiableAddressBody address, OneTimeSecret secret) {
        return !address.verified()
                && address.via().equals(secret.via())
                && address.value().equals(secret.address());
    }

    private static VerifiableAddressBody verified(VerifiableAddressBody address, Instant now) {
        return new VerifiableAddressBody(
                address.id(), address.value(), true, address.via(), "completed", now, address.createdAt(), now);
    }

    private static IdentityBody with(IdentityBody identity, List<VerifiableAddressBody> addresses) {
        return new IdentityBody(
                identity.id(),
                identity.credentials(),
                identity.schemaId(),
                identity.schemaUrl(),
                identity.state(),
                identity.stateChangedAt(),
                identity.traits(),
                addresses,
                identity.recoveryAddresses(),
                identity.metadataPublic(),
                identity.metadataAdmin(),
                identity.createdAt(),
                identity.updatedAt(),
                identity.organizationId(),
                identity.externalId());
    }
}
