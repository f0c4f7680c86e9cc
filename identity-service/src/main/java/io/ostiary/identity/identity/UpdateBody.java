package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.identity.importing.ImportBody;
import org.jspecify.annotations.Nullable;

/**
 * The body that replaces an identity, the contract's {@code updateIdentityBody}. Credentials are
 * kept where it has none.
 */
@JsonNaming(SnakeCaseStrategy.class)
record UpdateBody(
        @Nullable String schemaId,
        @Nullable JsonNode traits,
        @Nullable ImportBody credentials,
        @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        @Nullable String state,
        @Nullable String externalId) {

    /** The change of an identity, before credentials and schema. */
    IdentityChange onto(Identity identity) {
        return identity.change()
                .schemaId(schemaId == null || schemaId.isEmpty() ? identity.schemaId() : schemaId)
                .traits(traits)
                .state(state == null || state.isEmpty() ? identity.state() : State.of(state))
                .metadata(metadataPublic, metadataAdmin)
                .externalId(ExternalIds.checked(externalId));
    }
}
