package io.ostiary.courier.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, as the effect {@code message.send} carries it.
 *
 * @param messageId id of the message; a second one with the same id is dropped
 * @param via {@code email} or {@code sms}
 * @param recipient email address or phone number
 * @param templateType which letter, such as {@code verification_code_valid}
 * @param data what the letter needs; as a text it is sealed for its way ({@link
 *     io.ostiary.contract.secret.DataSeal})
 * @param notAfter from then on it is not worth sending; null: always
 */
public record NewMessage(
        @JsonProperty("message_id") UUID messageId,
        @JsonProperty("via") @Nullable String via,
        @JsonProperty("recipient") String recipient,
        @JsonProperty("template_type") String templateType,
        @JsonProperty("data") JsonNode data,
        @JsonProperty("not_after") @Nullable Instant notAfter) {}
