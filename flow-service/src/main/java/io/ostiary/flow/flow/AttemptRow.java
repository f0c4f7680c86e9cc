package io.ostiary.flow.flow;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A submission that decided something. */
@Entity
@Table(name = "attempt")
public class AttemptRow extends PanacheEntityBase {

    @Id public UUID id;

    @Column(name = "flow_id")
    public UUID flowId;

    public String method;
    public String outcome;

    @Column(name = "created_at")
    public Instant createdAt;
}
