package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * An identity was activated or deactivated.
 *
 * <p>Event type {@code identity.state_changed}, version 1.
 *
 * @param identityId the identity
 * @param state {@code active} or {@code inactive}
 * @param previousState the state before
 */
public record IdentityStateChanged(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("state") String state,
        @JsonProperty("previous_state") String previousState)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_STATE_CHANGED;
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
