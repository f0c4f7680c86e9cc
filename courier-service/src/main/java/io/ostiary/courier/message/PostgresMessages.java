package io.ostiary.courier.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.database.DatabaseFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads messages for the admin, one round trip each. */
@ApplicationScoped
class PostgresMessages {

    private static final String COLUMNS =
            "id, type, channel, recipient, template_type, status, send_count, data, created_at, updated_at";

    private static final String BY_ID = "SELECT " + COLUMNS + """
                    , (SELECT json_agg(json_build_object('id', d.id, 'succeeded', d.status = 'success', 'error', d.error,
                               'created_at', d.created_at) ORDER BY d.created_at DESC)::text
                       FROM dispatch d WHERE d.message_id = message.id) AS dispatches
                    FROM message WHERE id = $1
                    """;

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Pool pool;

    PostgresMessages(Pool pool) {
        this.pool = pool;
    }

    /**
     * Lists messages, the newest first, without their attempts. One more than the size tells that
     * there are more.
     */
    Uni<List<StoredMessage>> list(MessageFilter filter) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM message WHERE (created_at, id) < ($1, $2)");
        PageToken after = filter.after() == null ? PageToken.FIRST : filter.after();
        Tuple values = Tuple.of(after.createdAt().atOffset(ZoneOffset.UTC), after.id(), filter.size() + 1);
        if (filter.recipient() != null) {
            values.addString(filter.recipient());
            sql.append(" AND recipient = $").append(values.size());
        }
        if (filter.status() != null) {
            // As a literal, so that the index of unsent messages can be chosen.
            sql.append(" AND status = '").append(filter.status().stored()).append("'");
        }
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT $3");
        return run(sql.toString(), values).map(PostgresMessages::messages);
    }

    /** One message with its attempts. */
    Uni<Optional<StoredMessage>> find(UUID id) {
        return run(BY_ID, Tuple.of(id)).map(rows -> messages(rows).stream().findFirst());
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .transform(DatabaseFailures::meaningOf);
    }

    private static List<StoredMessage> messages(RowSet<Row> rows) {
        List<StoredMessage> messages = new ArrayList<>();
        rows.forEach(row -> messages.add(message(row)));
        return messages;
    }

    private static StoredMessage message(Row row) {
        boolean detailed = row.getColumnIndex("dispatches") >= 0;
        return new StoredMessage(
                row.getUUID("id"),
                MessageType.of(row.getString("type")),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("template_type"),
                MessageStatus.ofStored(row.getString("status")),
                row.getInteger("send_count"),
                row.getBuffer("data") == null ? null : row.getBuffer("data").getBytes(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                detailed ? dispatches(row.getString("dispatches")) : List.of());
    }

    private static List<StoredMessage.Dispatch> dispatches(String json) {
        if (json == null) {
            return List.of();
        }
        return StreamSupport.stream(Json.read(json, JsonNode.class).spliterator(), false)
                .map(each -> new StoredMessage.Dispatch(
                        UUID.fromString(each.get("id").textValue()),
                        each.get("succeeded").booleanValue(),
                        each.get("error").textValue(),
                        instant(each.get("created_at").textValue())))
                .toList();
    }

    private static Instant instant(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
