package io.ostiary.courier.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code message} as it is first written. State and times begin with the table's defaults: the database's clock. */
@Entity
@Table(name = "message")
class MessageRow {

    @Id UUID id;

    @Column(nullable = false)
    String type;

    @Column(nullable = false)
    String channel;

    @Column(nullable = false)
    String recipient;

    @Column(name = "template_type", nullable = false)
    String templateType;

    byte[] data;

    @Column(name = "not_after")
    Instant notAfter;
}
