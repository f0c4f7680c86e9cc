package io.ostiary.courier.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in the queue.
 *
 * @param data sealed; null once a provider has accepted the message
 * @param dispatches attempts, the newest first; empty where they were not asked for
 */
record StoredMessage(
        UUID id,
        MessageType type,
        String channel,
        String recipient,
        String templateType,
        MessageStatus status,
        int sendCount,
        byte @Nullable [] data,
        Instant createdAt,
        Instant updatedAt,
        List<Dispatch> dispatches) {

    /**
     * An attempt.
     *
     * @param succeeded whether the provider accepted the message
     * @param error what went wrong, or null
     */
    record Dispatch(UUID id, boolean succeeded, @Nullable String error, Instant createdAt) {}
}
