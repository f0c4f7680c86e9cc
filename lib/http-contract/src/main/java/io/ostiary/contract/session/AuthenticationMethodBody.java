package io.ostiary.contract.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * One authentication of a session.
 *
 * @param method such as {@code password}, {@code code}, {@code link_recovery}
 * @param aal the level that it reached, {@code aal1} or {@code aal2}
 * @param completedAt when
 * @param provider the provider's id for {@code oidc}
 * @param organization the organisation for {@code oidc}
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record AuthenticationMethodBody(
        String method, String aal, Instant completedAt, String provider, String organization) {

    /** An authentication without a provider. */
    public static AuthenticationMethodBody of(String method, String aal, Instant completedAt) {
        return new AuthenticationMethodBody(method, aal, completedAt, null, null);
    }
}
