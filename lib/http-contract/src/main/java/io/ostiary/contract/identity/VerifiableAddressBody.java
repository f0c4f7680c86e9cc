package io.ostiary.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that its owner can prove to hold.
 *
 * @param id the address's id
 * @param value the normalised address
 * @param verified whether it was proven
 * @param via {@code email} or {@code sms}
 * @param status {@code pending}, {@code sent} or {@code completed}
 * @param verifiedAt when it was proven; absent before
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record VerifiableAddressBody(
        UUID id,
        String value,
        boolean verified,
        String via,
        String status,
        @Nullable Instant verifiedAt,
        Instant createdAt,
        Instant updatedAt) {}
