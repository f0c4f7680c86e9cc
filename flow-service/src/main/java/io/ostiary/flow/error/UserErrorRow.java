package io.ostiary.flow.error;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A stored error; {@code error} is the contract's error object as JSON text. */
@Entity
@Table(name = "user_error")
public class UserErrorRow extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(columnDefinition = "text")
    public String error;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;
}
