package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** The body by which version 0.5 of the contract creates and changes identities. */
@JsonNaming(SnakeCaseStrategy.class)
record OlderBody(@Nullable String schemaId, @Nullable JsonNode traits) {

    CreateBody creation() {
        return new CreateBody(schemaId, traits, null, null, null, null, null, null, null, null, null);
    }

    /** The change, which leaves alone what this body can't say. */
    UpdateBody onto(Identity identity) {
        return new UpdateBody(
                schemaId,
                traits,
                null,
                identity.metadataPublic(),
                identity.metadataAdmin(),
                identity.state().wire(),
                identity.externalId());
    }
}
