package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * An identity and all that belongs to it was deleted.
 *
 * <p>Event type {@code identity.deleted}, version 1.
 *
 * @param identityId the identity that no longer exists
 */
public record IdentityDeleted(@JsonProperty("identity_id") UUID identityId) implements EventData {

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_DELETED;
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
