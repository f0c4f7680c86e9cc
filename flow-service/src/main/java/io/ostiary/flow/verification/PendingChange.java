package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.http.SecretTexts;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A change of traits that waits until its new address is proven.
 *
 * @param verificationFlowId the flow that proves the address
 * @param settingsFlowId the flow in which it was submitted
 * @param session by which it was submitted; it has to be open still when the change is made
 * @param before the traits as they were then; they must not have changed when the change is made
 * @param traits the new ones
 */
public record PendingChange(
        UUID verificationFlowId,
        UUID identityId,
        UUID sessionId,
        UUID settingsFlowId,
        String via,
        String address,
        Secret session,
        byte[] before,
        JsonNode traits) {

    /** What {@code before} is for these traits, whatever the order of their fields. */
    public static byte[] fingerprint(JsonNode traits) {
        return SecretTexts.sha256(sorted(traits).toString());
    }

    private static JsonNode sorted(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        return Json.tree(fields);
    }
}
