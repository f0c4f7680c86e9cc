package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;

/**
 * A person registered through a flow.
 *
 * <p>Event type {@code identity.registered}, version 1.
 *
 * @param identityId the new identity
 * @param schemaId its identity schema
 * @param state {@code active} or {@code inactive}
 * @param methods credentials types it registered with, such as {@code password}
 */
public record IdentityRegistered(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("schema_id") String schemaId,
        @JsonProperty("state") String state,
        @JsonProperty("methods") List<String> methods)
        implements EventData {

    public IdentityRegistered {
        methods = List.copyOf(methods);
    }

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_REGISTERED;
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
