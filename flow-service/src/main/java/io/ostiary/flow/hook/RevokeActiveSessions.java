package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.Effect;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** {@code revoke_active_sessions}: ends an identity's other sessions. */
@Singleton
public class RevokeActiveSessions implements SettingsHook, LoginHook {

    /** Its name in the configuration. */
    public static final String NAME = "revoke_active_sessions";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Effect> effects(Saved saved, JsonNode config) {
        return List.of(effect(saved.attemptId(), saved.after().id(), saved.sessionId()));
    }

    @Override
    public List<Effect> effects(UUID attemptId, UUID identityId, UUID sessionId) {
        return List.of(effect(attemptId, identityId, sessionId));
    }

    /**
     * The effect by which session-service ends them.
     *
     * @param exceptSessionId the one that stays, or null
     */
    public static Effect effect(UUID attemptId, UUID identityId, UUID exceptSessionId) {
        ObjectNode payload = Json.object().put("identity_id", identityId.toString());
        payload.put("except_session_id", exceptSessionId == null ? null : exceptSessionId.toString());
        return new Effect(
                ServiceName.SESSION, "sessions.revoke", attemptId + "/sessions.revoke", identityId.toString(), payload);
    }
}
