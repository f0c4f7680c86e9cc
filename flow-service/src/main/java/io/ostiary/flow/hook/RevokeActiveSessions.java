package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.outbox.write.Effect;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code revoke_active_sessions}: ends an identity's other sessions; all of them where no session came of the flow yet. */
@Singleton
public class RevokeActiveSessions implements Hook {

    @Override
    public String name() {
        return "revoke_active_sessions";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.LOGIN, FlowKind.SETTINGS, FlowKind.RECOVERY);
    }

    @Override
    public List<Effect> written(Moment.Written moment, JsonNode config) {
        return List.of(effect(moment.open().attempt().id(), moment.after().id(), moment.sessionId()));
    }

    @Override
    public JsonNode followUp(Moment.Decided moment, JsonNode config) {
        return Json.object()
                .put("attempt", moment.open().attempt().id().toString())
                .put("session", moment.open().ownersSession().session().id().toString());
    }

    @Override
    public List<Effect> following(IdentityBody identity, JsonNode followUp) {
        return List.of(effect(
                UUID.fromString(followUp.path("attempt").asText()),
                identity.id(),
                UUID.fromString(followUp.path("session").asText())));
    }

    /**
     * The effect by which session-service ends them.
     *
     * @param exceptSessionId the one that stays, or null
     */
    private static Effect effect(UUID attemptId, UUID identityId, @Nullable UUID exceptSessionId) {
        ObjectNode payload = Json.object().put("identity_id", identityId.toString());
        payload.put("except_session_id", exceptSessionId == null ? null : exceptSessionId.toString());
        return new Effect(
                ServiceName.SESSION, "sessions.revoke", attemptId + "/sessions.revoke", identityId.toString(), payload);
    }
}
