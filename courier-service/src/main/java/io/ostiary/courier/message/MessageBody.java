package io.ostiary.courier.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as the admin API shows it.
 *
 * @param body what it said; hidden outside development
 * @param subject its subject; hidden outside development
 * @param dispatches its attempts, the newest first; absent in lists and before the first
 */
record MessageBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("status") String status,
        @JsonProperty("type") String type,
        @JsonProperty("recipient") String recipient,
        @JsonProperty("body") String body,
        @JsonProperty("subject") String subject,
        @JsonProperty("template_type") String templateType,
        @JsonProperty("channel") String channel,
        @JsonProperty("send_count") int sendCount,

        @JsonProperty("dispatches") @JsonInclude(Include.NON_EMPTY)
        List<DispatchBody> dispatches,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    /**
     * An attempt.
     *
     * @param status {@code success} or {@code failed}
     * @param error {@code {"message": …}}, or null when it succeeded
     */
    record DispatchBody(
            @JsonProperty("id") UUID id,
            @JsonProperty("message_id") UUID messageId,
            @JsonProperty("status") String status,
            @JsonProperty("error") JsonNode error,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt) {}

    static MessageBody of(StoredMessage message, ShownContent content) {
        return new MessageBody(
                message.id(),
                message.status().wire(),
                message.type().wire(),
                message.recipient(),
                content.body(),
                content.subject(),
                message.templateType(),
                message.channel(),
                message.sendCount(),
                message.dispatches().stream()
                        .map(each -> dispatch(message.id(), each))
                        .toList(),
                message.createdAt(),
                message.updatedAt());
    }

    private static DispatchBody dispatch(UUID messageId, StoredMessage.Dispatch dispatch) {
        return new DispatchBody(
                dispatch.id(),
                messageId,
                dispatch.succeeded() ? "success" : "failed",
                dispatch.error() == null
                        ? NullNode.getInstance()
                        : Json.object().put("message", dispatch.error()),
                dispatch.createdAt(),
                dispatch.createdAt());
    }
}
