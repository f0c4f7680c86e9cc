package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * The provider accepted a message.
 *
 * <p>Event type {@code courier.message_sent}, version 1.
 *
 * @param messageId the message
 * @param channel {@code email} or {@code sms}
 * @param template template it was drawn from
 */
public record MessageSent(
        @JsonProperty("message_id") UUID messageId,
        @JsonProperty("channel") String channel,
        @JsonProperty("template") String template)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.COURIER_MESSAGE_SENT;
    }

    @Override
    public String key() {
        return messageId.toString();
    }

    @Override
    public String subject() {
        return messageId.toString();
    }
}
