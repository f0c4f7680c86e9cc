package io.ostiary.courier.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.jdbc.Expectation;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code message} as it is first written. State and times begin with the table's defaults:
 * the database's clock. A second message of one id, which a repeated effect brings, is dropped
 * without an error; columns are bound in the order of the attributes' names, the id last.
 */
@Entity
@Table(name = "message")
@SQLInsert(
        sql = "INSERT INTO message (channel, data, not_after, recipient, template_type, type, id)"
                + " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
        verify = Expectation.None.class)
class MessageRow {

    @Id
    UUID id;

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
    @Nullable
    Instant notAfter;
}
