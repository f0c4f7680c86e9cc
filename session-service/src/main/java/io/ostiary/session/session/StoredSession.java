package io.ostiary.session.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * The part of a session that an extension changes. The rest of the row is written by {@link
 * PostgresIssue}.
 */
@Entity
@Table(name = "session")
class StoredSession {

    @Id
    UUID id;

    @Column(name = "identity_id", updatable = false)
    UUID identityId;

    @Column(name = "expires_at")
    Instant expiresAt;

    boolean extended;

    @Column(updatable = false)
    boolean active;

    protected StoredSession() {}

    UUID identityId() {
        return identityId;
    }

    /** Whether it lets the person pass: neither ended nor expired. */
    boolean isLive(Instant now) {
        return active && expiresAt.isAfter(now);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void extendTo(Instant end) {
        expiresAt = end;
        extended = true;
    }
}
