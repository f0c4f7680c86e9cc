package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A way to log in was added, changed or removed.
 *
 * <p>Event type {@code identity.credentials_changed}, version 1.
 *
 * @param identityId the identity
 * @param credentialsType credentials type, such as {@code password}
 * @param change {@code added}, {@code changed} or {@code removed}
 */
public record IdentityCredentialsChanged(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("credentials_type") String credentialsType,
        @JsonProperty("change") String change)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_CREDENTIALS_CHANGED;
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
