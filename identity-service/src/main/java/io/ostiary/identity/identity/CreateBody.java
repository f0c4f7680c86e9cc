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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates an identity, the contract's {@code createIdentityBody}.
 *
 * @param region of another product that speaks this contract; ignored here
 */
@JsonNaming(SnakeCaseStrategy.class)
record CreateBody(
        @Nullable String schemaId,
        @Nullable JsonNode traits,
        @Nullable ImportBody credentials,
        @Nullable List<ToVerify> verifiableAddresses,
        @Nullable List<ForRecovery> recoveryAddresses,
        @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        @Nullable String state,
        @Nullable UUID organizationId,
        @Nullable String externalId,
        @Nullable String region) {

    /** The longest external id, in characters. */
    static final int LONGEST_EXTERNAL_ID = 255;

    /** A verifiable address with the state that it has elsewhere. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ToVerify(
            @Nullable UUID id,
            @Nullable String value,
            boolean verified,
            @Nullable String via,
            @Nullable String status,
            @Nullable Instant verifiedAt,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {

        VerifiableAddress address(String at, Instant now) {
            Via channel = channel(via, at);
            Status progress = status == null || status.isEmpty()
                    ? verified ? Status.COMPLETED : Status.PENDING
                    : progress(status, at);
            return new VerifiableAddress(
                    Ids.ordered(),
                    channel,
                    normal(value, channel, at),
                    verified,
                    progress,
                    verified ? verifiedAt == null ? now : verifiedAt : null,
                    now,
                    now);
        }

        private static Status progress(String status, String at) {
            try {
                return Status.of(status);
            } catch (IllegalArgumentException e) {
                throw refused(at + ".status is pending, sent or completed.");
            }
        }
    }

    /** A recovery address. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ForRecovery(
            @Nullable UUID id,
            @Nullable String value,
            @Nullable String via,
            @Nullable UUID breakGlassForOrganization,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {

        RecoveryAddress address(String at, Instant now) {
            Via channel = channel(via, at);
            return new RecoveryAddress(Ids.ordered(), channel, normal(value, channel, at), now, now);
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
                        each("verifiable_addresses", verifiableAddresses, (said, at) -> said.address(at, now)),
                        each("recovery_addresses", recoveryAddresses, (said, at) -> said.address(at, now)))
                .unwritten();
    }

    private static Via channel(@Nullable String via, String at) {
        try {
            return Via.of(via == null ? "" : via);
        } catch (IllegalArgumentException e) {
            throw refused(at + ".via is email or sms.");
        }
    }

    private static String normal(@Nullable String value, Via via, String at) {
        if (value == null || value.isBlank()) {
            throw refused(at + ".value is missing.");
        }
        return Identifiers.address(value, via).orElse(value);
    }

    private static <T, R> List<R> each(String name, @Nullable List<T> list, BiFunction<T, String, R> read) {
        List<R> result = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            String at = name + "." + i;
            T said = list.get(i);
            if (said == null) {
                throw refused(at + " is an object.");
            }
            result.add(read.apply(said, at));
        }
        return List.copyOf(result);
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
