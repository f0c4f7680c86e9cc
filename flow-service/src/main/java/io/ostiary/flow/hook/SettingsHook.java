package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.outbox.write.Effect;
import java.util.List;
import java.util.UUID;

/** Follows a saved change of settings. */
public interface SettingsHook {

    /**
     * A saved change.
     *
     * @param attemptId of the submission
     * @param sessionId by which it was made
     * @param verification of an address that it made new, or null
     */
    record Saved(
            UUID attemptId, UUID sessionId, IdentityBody before, IdentityBody after, BegunVerification verification) {}

    /** Its name in the configuration. */
    String name();

    /** What other services have to do. */
    default List<Effect> effects(Saved saved, JsonNode config) {
        return List.of();
    }

    /** What the client does next. */
    default List<ObjectNode> continueWith(Saved saved) {
        return List.of();
    }
}
