package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A message will not be sent any more.
 *
 * <p>Event type {@code courier.message_abandoned}, version 1.
 *
 * @param messageId the message
 * @param channel {@code email} or {@code sms}
 * @param template template it was to be drawn from
 * @param reason {@code expired}, {@code attempts}, {@code refused} (by the provider, for good) or
 *     {@code unknown} (an attempt without a known outcome, where the configuration asks for at most
 *     one)
 */
public record MessageAbandoned(
        @JsonProperty("message_id") UUID messageId,
        @JsonProperty("channel") String channel,
        @JsonProperty("template") String template,
        @JsonProperty("reason") String reason)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.COURIER_MESSAGE_ABANDONED;
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
