package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * An administrator created or imported an identity.
 *
 * <p>Event type {@code identity.created}, version 1.
 *
 * @param identityId the new identity
 * @param schemaId its identity schema
 * @param state {@code active} or {@code inactive}
 */
public record IdentityCreated(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("schema_id") String schemaId,
        @JsonProperty("state") String state)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_CREATED;
    }

    @Override
    public String key() {
        return identityId.toString();
    }

    @Override
    public String subject() {
        return identityId.toString();
    }
}
