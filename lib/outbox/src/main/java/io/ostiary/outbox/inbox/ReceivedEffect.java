package io.ostiary.outbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.PendingEffect;

/**
 * An effect as it arrives.
 *
 * @param id id of the sender's outbox row
 * @param key idempotency key
 * @param type which effect
 * @param payload what it needs
 */
public record ReceivedEffect(String id, String key, String type, JsonNode payload) {

    /** The effect that a response carried. */
    public static ReceivedEffect of(PendingEffect effect) {
        return new ReceivedEffect(effect.id(), effect.key(), effect.type(), effect.payload());
    }

    /** The payload as a record. */
    public <T> T payload(Class<T> type) {
        return Json.convert(payload, type);
    }
}
