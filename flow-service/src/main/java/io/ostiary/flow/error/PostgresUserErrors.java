package io.ostiary.flow.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Stores errors for the error page and finds them again. */
@Singleton
public class PostgresUserErrors {

    private final Pool pool;
    private final Clock clock;

    PostgresUserErrors(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Stores an error. @return its id */
    public Uni<UUID> add(JsonNode error) {
        UserErrorRow row = new UserErrorRow();
        row.id = Ids.random();
        row.error = error.toString();
        row.createdAt = clock.instant();
        row.updatedAt = row.createdAt;
        return Panache.withTransaction(row::persist).replaceWith(row.id);
    }

    /** The error as the contract shows it, or null. */
    public Uni<ObjectNode> find(UUID id) {
        return pool.preparedQuery("SELECT error, created_at, updated_at FROM user_error WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        rows.rowCount() == 0 ? null : body(id, rows.iterator().next()));
    }

    private static ObjectNode body(UUID id, Row row) {
        return body(
                id,
                Json.read(row.getString("error"), JsonNode.class),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    /** An error in the contract's form. */
    public static ObjectNode body(UUID id, JsonNode error, Instant createdAt, Instant updatedAt) {
        ObjectNode out = Json.object();
        out.put("id", id.toString());
        out.set("error", error);
        out.put("created_at", createdAt.toString());
        out.put("updated_at", updatedAt.toString());
        return out;
    }
}
