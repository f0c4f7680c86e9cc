package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.address.RecoveryAddress;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's record with all that belongs to it. Immutable; a change is a new value, and the
 * repository writes what differs.
 *
 * @param version raised by each change that others can see
 * @param schemaId the identity schema that the traits follow
 * @param metadataPublic shown to the person, or null
 * @param metadataAdmin for the admin side only, or null
 * @param organizationId or null
 * @param externalId what another system calls it, unique, or null
 * @param credentials at most one of each type
 */
public record Identity(
        UUID id,
        long version,
        String schemaId,
        JsonNode traits,
        State state,
        Instant stateChangedAt,
        @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        @Nullable UUID organizationId,
        @Nullable String externalId,
        List<Credentials> credentials,
        List<VerifiableAddress> verifiableAddresses,
        List<RecoveryAddress> recoveryAddresses,
        Instant createdAt,
        Instant updatedAt) {

    public Identity {
        metadataPublic = absent(metadataPublic) ? null : metadataPublic;
        metadataAdmin = absent(metadataAdmin) ? null : metadataAdmin;
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
        verifiableAddresses = verifiableAddresses == null ? List.of() : List.copyOf(verifiableAddresses);
        recoveryAddresses = recoveryAddresses == null ? List.of() : List.copyOf(recoveryAddresses);
    }

    private static boolean absent(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }

    /** A new, active identity without traits and credentials. */
    public static Identity fresh(UUID id, String schemaId, Instant now) {
        return new Identity(
                id,
                1,
                schemaId,
                Json.object(),
                State.ACTIVE,
                now,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                now,
                now);
    }

    /** The credentials of a type. */
    public Optional<Credentials> credentials(CredentialsType type) {
        return credentials.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    /** The same identity with the same credentials in another form. */
    Identity withCredentials(List<Credentials> others) {
        return change().credentials(others).unwritten();
    }

    /** Starts a change. */
    public IdentityChange change() {
        return new IdentityChange(this);
    }

    /** Whether both say the same, whatever their version and times. */
    public boolean saysTheSame(Identity other) {
        return schemaId.equals(other.schemaId)
                && traits.equals(other.traits)
                && state == other.state
                && Objects.equals(metadataPublic, other.metadataPublic)
                && Objects.equals(metadataAdmin, other.metadataAdmin)
                && Objects.equals(organizationId, other.organizationId)
                && Objects.equals(externalId, other.externalId)
                && sameCredentials(other)
                && List.copyOf(verifiableAddresses).equals(other.verifiableAddresses)
                && List.copyOf(recoveryAddresses).equals(other.recoveryAddresses);
    }

    private boolean sameCredentials(Identity other) {
        return credentials.size() == other.credentials.size()
                && credentials.stream()
                        .allMatch(each -> other.credentials(each.type())
                                .filter(each::provesTheSame)
                                .isPresent());
    }
}
