package io.ostiary.identity.selfservice;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A submission that registered somebody, kept for a day so that repeating it gives the first
 * result.
 */
@Entity
@Table(name = "registration_attempt")
public class RegistrationAttempt extends PanacheEntityBase {

    @Id
    @Column(name = "attempt_id")
    private UUID attemptId;

    @Column(name = "identity_id", nullable = false)
    private UUID identityId;

    @Column(name = "effects", nullable = false)
    private String effects;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    protected RegistrationAttempt() {}

    /**
     * @param effects what was to be done for the new identity, as JSON
     */
    RegistrationAttempt(UUID attemptId, UUID identityId, String effects, Instant createdAt) {
        this.attemptId = attemptId;
        this.identityId = identityId;
        this.effects = effects;
        this.createdAt = createdAt;
    }

    UUID identityId() {
        return identityId;
    }

    String effects() {
        return effects;
    }
}
