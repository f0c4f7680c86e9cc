package io.ostiary.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity as the contract shows it.
 *
 * @param id the identity's id
 * @param credentials by credentials type; only in admin answers, null elsewhere
 * @param schemaId the id of the identity schema that its traits follow
 * @param schemaUrl where that schema can be read
 * @param state {@code active} or {@code inactive}
 * @param stateChangedAt when the state changed last
 * @param traits the person's data, following the identity schema
 * @param verifiableAddresses absent when there is none
 * @param recoveryAddresses absent when there is none
 * @param metadataPublic shown to the person, set by the admin side; null is shown
 * @param metadataAdmin only for the admin side; a {@code NullNode} is shown as null, null is left
 *     out
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param organizationId always null: organisations are not part of this suite
 * @param externalId the id that another system gave it; absent when there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record IdentityBody(
        UUID id,
        @Nullable Map<String, CredentialsBody> credentials,
        String schemaId,
        String schemaUrl,
        String state,
        Instant stateChangedAt,
        JsonNode traits,
        @JsonInclude(Include.NON_EMPTY) @Nullable List<VerifiableAddressBody> verifiableAddresses,
        @JsonInclude(Include.NON_EMPTY) @Nullable List<RecoveryAddressBody> recoveryAddresses,
        @JsonInclude(Include.ALWAYS) @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(Include.ALWAYS) @Nullable UUID organizationId,
        @JsonInclude(Include.NON_EMPTY) @Nullable String externalId) {

    /**
     * The rendering that a person may see of themselves: without credentials and admin metadata.
     */
    public IdentityBody forTheirOwner() {
        return new IdentityBody(
                id,
                null,
                schemaId,
                schemaUrl,
                state,
                stateChangedAt,
                traits,
                verifiableAddresses,
                recoveryAddresses,
                metadataPublic,
                null,
                createdAt,
                updatedAt,
                organizationId,
                externalId);
    }

    /** Whether it has that address, proven or not, to be verified. */
    public boolean hasVerifiableAddress(@Nullable String via, @Nullable String value) {
        return verifiableAddresses != null
                && verifiableAddresses.stream()
                        .anyMatch(a -> a.via().equals(via) && a.value().equals(value));
    }

    /** Whether it has that address for recovery. */
    public boolean hasRecoveryAddress(@Nullable String via, @Nullable String value) {
        return recoveryAddresses != null
                && recoveryAddresses.stream()
                        .anyMatch(a -> a.via().equals(via) && a.value().equals(value));
    }

    /** Whether the identity may have sessions. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isActive() {
        return "active".equals(state);
    }
}
