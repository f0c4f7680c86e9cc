package io.ostiary.contract.identity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;

/**
 * An address over which a person gets back into their account.
 *
 * @param via {@code email} or {@code sms}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RecoveryAddressBody(UUID id, String value, String via, Instant createdAt, Instant updatedAt) {}
