package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * A session got a later end.
 *
 * <p>Event type {@code session.extended}, version 1.
 *
 * @param sessionId the session
 * @param identityId whose session it is
 * @param expiresAt the new end
 */
public record SessionExtended(
        @JsonProperty("session_id") UUID sessionId,
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("expires_at") Instant expiresAt)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.SESSION_EXTENDED;
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
