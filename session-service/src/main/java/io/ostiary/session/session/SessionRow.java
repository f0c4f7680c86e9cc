package io.ostiary.session.session;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.DeviceBody;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.session.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored.
 *
 * @param active whether nobody ended it
 * @param extended whether its end was moved after it was issued
 * @param devices null where they weren't read
 * @param snapshot of its identity; null where it wasn't read
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SessionRow(
        UUID id,
        UUID identityId,
        boolean active,
        String aal,
        List<AuthenticationMethodBody> authenticationMethods,
        Instant authenticatedAt,
        Instant issuedAt,
        Instant expiresAt,
        boolean extended,
        @Nullable List<DeviceBody> devices,
        @Nullable Snapshot snapshot) {

    /**
     * Whether it lets the person pass: not ended, not expired, and the identity, if it was read, is
     * active.
     */
    public boolean isLive(Instant now) {
        return active && expiresAt.isAfter(now) && (snapshot == null || snapshot.isActive());
    }

    /** The same session at that level, by these authentications. */
    SessionRow proving(String level, List<AuthenticationMethodBody> authentications) {
        return new SessionRow(
                id,
                identityId,
                active,
                level,
                authentications,
                authenticatedAt,
                issuedAt,
                expiresAt,
                extended,
                devices,
                snapshot);
    }

    /** What the person themselves sees. */
    public SessionBody body(Instant now) {
        IdentityBody identity = identity();
        return body(now, identity == null ? null : identity.forTheirOwner());
    }

    /** The devices; empty where they weren't read. */
    List<DeviceBody> knownDevices() {
        return devices == null ? List.of() : devices;
    }

    /**
     * What is known of the identity.
     *
     * @throws NullPointerException when it was not read
     */
    public Snapshot seen() {
        return Objects.requireNonNull(snapshot, "the session was read without its identity");
    }

    /** The identity as it was seen last; null where it was not asked for, or is gone. */
    @Nullable
    IdentityBody identity() {
        return snapshot == null ? null : snapshot.body();
    }

    /** The session with that rendering of its identity, which may be null. */
    SessionBody body(Instant now, @Nullable IdentityBody identity) {
        return new SessionBody(
                id,
                isLive(now),
                expiresAt,
                authenticatedAt,
                aal,
                authenticationMethods,
                issuedAt,
                identity,
                devices,
                null);
    }
}
