package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;

/**
 * An effect that is written but not yet carried out. A service may return it to its caller in a
 * response; the caller, if it is the one to carry it out, does so and {@linkplain
 * EffectDelivery#acknowledge acknowledges} it.
 *
 * @param id id of the outbox row, by which it is acknowledged
 * @param owner service in whose outbox it lies
 * @param service who carries it out
 * @param type which effect
 * @param key idempotency key
 * @param payload what the service needs
 */
public record PendingEffect(
        String id, ServiceName owner, ServiceName service, String type, String key, JsonNode payload) {}
