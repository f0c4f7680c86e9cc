package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;

/**
 * Something that another service has to do. It may arrive more than once and, against other
 * effects, in any order; the receiver drops repeats by the key.
 *
 * @param service who carries it out
 * @param type which effect, such as {@code message.send}
 * @param key idempotency key: the attempt's id and the effect's name
 * @param aggregateKey whom it is about, such as the identity's id; spreads the work over the
 *     relay's buckets
 * @param payload what the service needs; lies in the outbox as it is until delivered, so a secret
 *     in it must be encrypted
 */
public record Effect(ServiceName service, String type, String key, String aggregateKey, JsonNode payload)
        implements Consequence {

    /** The effect with a record as payload. */
    public static Effect of(ServiceName service, String type, String key, String aggregateKey, Object payload) {
        return new Effect(service, type, key, aggregateKey, Json.tree(payload));
    }
}
