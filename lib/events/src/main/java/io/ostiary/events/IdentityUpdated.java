package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;

/**
 * Traits, metadata or schema of an identity changed; who needs the new values asks the admin API.
 *
 * <p>Event type {@code identity.updated}, version 1.
 *
 * @param identityId the identity
 * @param schemaId its schema after the change
 * @param changed parts that changed: {@code traits}, {@code metadata_public}, {@code
 *     metadata_admin}, {@code schema}, {@code addresses}
 */
public record IdentityUpdated(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("schema_id") String schemaId,
        @JsonProperty("changed") List<String> changed)
        implements EventData {

    public IdentityUpdated {
        changed = List.copyOf(changed);
    }

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_UPDATED;
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
