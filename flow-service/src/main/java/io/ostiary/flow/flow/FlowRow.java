package io.ostiary.flow.flow;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * The stored form of a {@link Flow}; {@code ui} and {@code context} are JSON text that no query
 * looks into.
 */
@Entity
@Table(name = "flow")
public class FlowRow extends PanacheEntityBase {

    @Id
    public UUID id;

    public String kind;
    public String type;
    public String state;
    public String active;
    public long version;

    @Column(name = "requested_aal")
    public String requestedAal;

    public boolean refresh;

    @Column(name = "identity_id")
    public UUID identityId;

    @Column(name = "request_url")
    public String requestUrl;

    @Column(name = "return_to")
    public String returnTo;

    @Column(name = "csrf_token")
    public String csrfToken;

    @Column(name = "issued_at")
    public Instant issuedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @Column(columnDefinition = "text")
    public String ui;

    @Column(columnDefinition = "text")
    public String context;
}
