package io.ostiary.contract.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One authentication of a session.
 *
 * @param method such as {@code password}, {@code code}, {@code link_recovery}
 * @param aal the level that it reached, {@code aal1} or {@code aal2}
 * @param completedAt when
 * @param provider the provider's id for {@code oidc}
 * @param organization the organisation for {@code oidc}
 * @param upstreamAcr what the provider says of how it authenticated the person (OpenID Connect Core
 *     2, {@code acr})
 * @param upstreamAmr the methods that the provider used (RFC 8176, {@code amr})
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record AuthenticationMethodBody(
        String method,
        String aal,
        Instant completedAt,
        @Nullable String provider,
        @Nullable String organization,
        @Nullable String upstreamAcr,
        @Nullable List<String> upstreamAmr) {

    /** An authentication without a provider. */
    public static AuthenticationMethodBody of(String method, String aal, Instant completedAt) {
        return new AuthenticationMethodBody(method, aal, completedAt, null, null, null, null);
    }

    /** The same, completed at that time. */
    public AuthenticationMethodBody at(Instant time) {
        return new AuthenticationMethodBody(method, aal, time, provider, organization, upstreamAcr, upstreamAmr);
    }
}
