package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A session began.
 *
 * <p>Event type {@code session.issued}, version 1.
 *
 * @param sessionId the session
 * @param identityId whose session it is
 * @param aal authenticator assurance level, {@code aal1} or {@code aal2}
 * @param methods methods used to log in, in order
 * @param expiresAt when it ends by itself
 */
public record SessionIssued(
        @JsonProperty("session_id") UUID sessionId,
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("aal") String aal,
        @JsonProperty("methods") List<String> methods,
        @JsonProperty("expires_at") Instant expiresAt)
        implements EventData {

    public SessionIssued {
        methods = List.copyOf(methods);
    }

    @Override
    public EventType eventType() {
        return EventType.SESSION_ISSUED;
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
