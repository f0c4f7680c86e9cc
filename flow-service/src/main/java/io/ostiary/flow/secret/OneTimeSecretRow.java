package io.ostiary.flow.secret;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A stored one-time secret; see {@link PostgresSecrets}. */
@Entity
@Table(name = "one_time_secret")
public class OneTimeSecretRow extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(name = "flow_id")
    public UUID flowId;

    public String purpose;

    @Column(name = "secret_hmac")
    public byte[] secretHmac;

    @Column(name = "identity_id")
    public UUID identityId;

    public String via;
    public String address;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "claimed_by")
    public UUID claimedBy;

    @Column(name = "claimed_at")
    public Instant claimedAt;
}
