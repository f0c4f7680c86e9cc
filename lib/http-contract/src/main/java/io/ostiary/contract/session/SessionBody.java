package io.ostiary.contract.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.identity.IdentityBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the contract shows it.
 *
 * @param active whether it lets the person pass now
 * @param authenticatorAssuranceLevel {@code aal0}, {@code aal1} or {@code aal2}
 * @param authenticationMethods how the person proved themselves, in order
 * @param identity left out in lists of one's own sessions
 * @param devices left out where they were not asked for
 * @param tokenized a JWT of the session, when the caller asked for one
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
public record SessionBody(
        UUID id,
        boolean active,
        Instant expiresAt,
        Instant authenticatedAt,
        String authenticatorAssuranceLevel,
        List<AuthenticationMethodBody> authenticationMethods,
        Instant issuedAt,
        @Nullable IdentityBody identity,
        @Nullable List<DeviceBody> devices,
        @Nullable String tokenized) {

    /** The same session without the identity. */
    public SessionBody withoutIdentity() {
        return withIdentity(null);
    }

    /** The same session with another rendering of the identity. */
    public SessionBody withIdentity(@Nullable IdentityBody shown) {
        return new SessionBody(
                id,
                active,
                expiresAt,
                authenticatedAt,
                authenticatorAssuranceLevel,
                authenticationMethods,
                issuedAt,
                shown,
                devices,
                tokenized);
    }
}
