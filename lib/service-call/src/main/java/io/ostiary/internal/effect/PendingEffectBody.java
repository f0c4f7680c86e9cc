package io.ostiary.internal.effect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * An effect on its way.
 *
 * @param id the outbox row's id, by which it is acknowledged
 * @param service who carries it out: {@code identity}, {@code session}, {@code flow} or {@code
 *     courier}
 * @param type which effect, such as {@code message.send}
 * @param key what makes a repeat known: the second delivery gets the first one's result
 * @param payload what it needs
 */
public record PendingEffectBody(UUID id, String service, String type, String key, JsonNode payload) {}
