package io.ostiary.outbox.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Events of one key that this service has decided: those that wait to be published and those that were, as far as the
 * retention time ({@code ostiary.events.retention}) has left them.
 */
@Singleton
public class EventHistory {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** One statement sees an event that is being published once, in the one table or in the other. */
    private static final String READ = """
            SELECT id, type, created_at, payload FROM (
                (SELECT id, type, created_at, payload FROM outbox
                    WHERE aggregateid = $1 AND effect_key IS NULL AND (created_at, id) < ($2, $3)
                    ORDER BY created_at DESC, id DESC LIMIT $4)
                UNION ALL
                (SELECT id, type, created_at, payload FROM outbox_published
                    WHERE aggregateid = $1 AND (created_at, id) < ($2, $3)
                    ORDER BY created_at DESC, id DESC LIMIT $4)
            ) AS events ORDER BY created_at DESC, id DESC LIMIT $4
            """;

    private final Pool pool;

    EventHistory(Pool pool) {
        this.pool = pool;
    }

    /**
     * Events of a key, the newest first.
     *
     * @param key what their order is kept by, such as the id of an identity
     * @param before what they come before; they are older
     * @param limit how many at most
     */
    public Uni<List<PastEvent>> newest(String key, EventPlace before, int limit) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(key, before.time().atOffset(ZoneOffset.UTC), before.id(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(EventHistory::read)
                        .toList())
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    private static PastEvent read(Row row) {
        JsonNode envelope = Json.read(row.getString(3), JsonNode.class);
        return new PastEvent(
                row.getUUID(0),
                row.getString(1),
                row.getOffsetDateTime(2).toInstant(),
                ShownData.of(envelope.path("data")));
    }
}
