package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.RecoveryAddress;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.VerifiableAddress.Status;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.importing.ImportBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The body that creates an identity, the contract's {@code createIdentityBody}.
 *
 * @param region of another product that speaks this contract; ignored here
 */
@JsonNaming(SnakeCaseStrategy.class)
record CreateBody(
        String schemaId,
        JsonNode traits,
        ImportBody credentials,
        List<ToVerify> verifiableAddresses,
        List<ForRecovery> recoveryAddresses,
        JsonNode metadataPublic,
        JsonNode metadataAdmin,
        String state,
        UUID organizationId,
        String externalId,
        String region) {

    /** The longest external id, in characters. */
    static final int LONGEST_EXTERNAL_ID = 255;

    /** A verifiable address with the state that it has elsewhere. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ToVerify(
            UUID id,
            String value,
            boolean verified,
            String via,
            String status,
            Instant verifiedAt,
            Instant createdAt,
            Instant updatedAt) {

        VerifiableAddress address(Instant now) {
            Via channel = channel(via);
            Status progress = status == null || status.isEmpty()
                    ? verified ? Status.COMPLETED : Status.PENDING
                    : progress(status);
            return new VerifiableAddress(
                    Ids.ordered(),
                    channel,
                    normal(value, channel),
                    verified,
                    progress,
                    verified ? verifiedAt == null ? now : verifiedAt : null,
                    now,
                    now);
        }

        private static Status progress(String status) {
            try {
                return Status.of(status);
            } catch (IllegalArgumentException e) {
                throw refused("The status of an address is pending, sent or completed.");
            }
        }
    }

    /** A recovery address. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ForRecovery(
            UUID id, String value, String via, UUID breakGlassForOrganization, Instant createdAt, Instant updatedAt) {

        RecoveryAddress address(Instant now) {
            Via channel = channel(via);
            return new RecoveryAddress(Ids.ordered(), channel, normal(value, channel), now, now);
        }
    }

    /**
     * The identity that is described, before credentials and schema.
     *
     * @throws ProblemException when a value has no meaning
     */
    Identity identity(String defaultSchemaId, Instant now) {
        return Identity.fresh(Ids.ordered(), schemaId == null || schemaId.isEmpty() ? defaultSchemaId : schemaId, now)
                .change()
                .traits(traits)
                .state(state == null || state.isEmpty() ? State.ACTIVE : State.of(state))
                .metadata(metadataPublic, metadataAdmin)
                .organizationId(organizationId)
                .externalId(ExternalIds.checked(externalId))
                .addresses(
                        orEmpty(verifiableAddresses).stream()
                                .map(each -> each.address(now))
                                .toList(),
                        orEmpty(recoveryAddresses).stream()
                                .map(each -> each.address(now))
                                .toList())
                .unwritten();
    }

    private static Via channel(String via) {
        try {
            return Via.of(via == null ? "" : via);
        } catch (IllegalArgumentException e) {
            throw refused("An address is reached by email or sms.");
        }
    }

    private static String normal(String value, Via via) {
        if (value == null || value.isBlank()) {
            throw refused("An address needs a value.");
        }
        return Identifiers.address(value, via).orElse(value);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        if (list != null && list.contains(null)) {
            throw refused("An entry of a list is null.");
        }
        return list == null ? List.of() : list;
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
