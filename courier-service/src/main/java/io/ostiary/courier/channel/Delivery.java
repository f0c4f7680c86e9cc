package io.ostiary.courier.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.courier.template.Letter;
import java.util.UUID;

/**
 * One attempt to hand over a message.
 *
 * @param messageId the message; the same in every attempt, so that receivers can drop repeats
 * @param recipient email address or phone number
 * @param templateType which letter it is
 * @param letter what it says
 * @param data what it was drawn from
 */
public record Delivery(UUID messageId, String recipient, String templateType, Letter letter, JsonNode data) {}
