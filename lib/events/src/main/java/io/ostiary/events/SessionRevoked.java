package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A session was ended before its time.
 *
 * <p>Event type {@code session.revoked}, version 1.
 *
 * @param sessionId the session
 * @param identityId whose session it was
 * @param reason {@code logout}, {@code revoked} (by its owner), {@code admin}, {@code identity}
 *     (deactivated or deleted)
 */
public record SessionRevoked(
        @JsonProperty("session_id") UUID sessionId,
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("reason") String reason)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.SESSION_REVOKED;
    }

    @Override
    public String key() {
        return identityId.toString();
    }

    @Override
    public String subject() {
        return sessionId.toString();
    }
}
