package io.ostiary.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One set of credentials as the admin side shows it.
 *
 * @param type the credentials type: {@code password}, {@code code}, {@code oidc}, {@code totp},
 *     {@code lookup_secret}, {@code webauthn}, {@code passkey}
 * @param identifiers what finds the identity by these credentials
 * @param config the credentials themselves; only where the admin asked to include them
 * @param version of the config's layout
 * @param createdAt when they were set
 * @param updatedAt when they were changed last
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record CredentialsBody(
        String type,
        List<String> identifiers,
        @Nullable JsonNode config,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
