package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.Seal;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of hooks that nobody waits for. What was taken is deleted; what was given up stays for {@code
 * ostiary.webhooks.retention}. What a receiver is to be told is sealed, under the id of its row. All times are the
 * database's.
 */
@Singleton
class PostgresDeliveries {

    private static final Logger LOG = Logger.getLogger(PostgresDeliveries.class);

    private static final String ADD = "INSERT INTO web_hook_delivery"
            + " (id, hook, flow, moment, method, identity_id, payload, state, due_at, created_at, updated_at)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', now(), now(), now())";
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT id FROM web_hook_delivery WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
            )
            UPDATE web_hook_delivery d SET lease = $2, due_at = now() + make_interval(secs => $3), attempts = attempts + 1,
                updated_at = now()
            FROM due WHERE d.id = due.id
            RETURNING d.id, hook, flow, attempts, payload
            """;
    private static final String TAKEN = "DELETE FROM web_hook_delivery WHERE id = $1 AND lease = $2";
    private static final String AGAIN = "UPDATE web_hook_delivery SET lease = NULL,"
            + " due_at = now() + make_interval(secs => $3), last_error = $4, updated_at = now()"
            + " WHERE id = $1 AND lease = $2";
    private static final String GIVE_UP = "UPDATE web_hook_delivery SET lease = NULL, due_at = NULL, state = 'failed',"
            + " last_error = $3, updated_at = now() WHERE id = $1 AND lease = $2";
    private static final String SEND = "UPDATE web_hook_delivery SET state = 'due', due_at = now(), attempts = 0,"
            + " updated_at = now() WHERE id = $1 AND state = 'failed'";
    private static final String LIST = "SELECT id, hook, flow, moment, method, identity_id, state, attempts, due_at,"
            + " last_error, created_at, updated_at FROM web_hook_delivery"
            + " WHERE state = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";

    private static final String PLANNED = "planned";

    private final Pool pool;
    private final Seal seal;

    PostgresDeliveries(Pool pool, Configuration configuration) {
        this.pool = pool;
        this.seal = new Seal("ostiary web hooks", configuration.secrets("secrets.cipher"));
    }

    /** Keeps a call, in the session's transaction. */
    Uni<Void> add(Mutiny.Session session, NewDelivery delivery) {
        return SessionSql.update(session, ADD, values(delivery).toArray()).replaceWithVoid();
    }

    /** Keeps a call, by itself. */
    Uni<Void> add(NewDelivery delivery) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(ADD).execute(Tuple.wrap(values(delivery))))
                .replaceWithVoid();
    }

    /** A call that is to be kept later, as a text that another service may see. */
    String sealed(NewDelivery delivery) {
        return seal.seal(Json.text(delivery), PLANNED);
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalStateException when it was sealed under a secret that the configuration lacks
     */
    NewDelivery opened(String sealed) {
        return seal.open(sealed, PLANNED)
                .map(text -> Json.read(text, NewDelivery.class))
                .orElseThrow(
                        () -> new IllegalStateException("no secret in secrets.cipher opens the call of a web hook"));
    }

    private List<@Nullable Object> values(NewDelivery delivery) {
        return Arrays.asList(
                delivery.id(),
                delivery.hook(),
                delivery.flow(),
                delivery.moment(),
                delivery.method(),
                delivery.identityId(),
                seal.seal(delivery.payload().toString(), delivery.id().toString()));
    }

    /** Claims the calls that have been due longest. One whose lease runs out is due again. */
    Uni<List<Delivery>> claim(int most, Duration lease) {
        UUID owner = Ids.random();
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(most, owner, seconds(lease)))
                .map(rows -> claimed(rows, owner));
    }

    private List<Delivery> claimed(RowSet<Row> rows, UUID owner) {
        List<Delivery> all = new ArrayList<>();
        rows.forEach(row -> {
            UUID id = row.getUUID("id");
            ObjectNode payload = seal.open(row.getString("payload"), id.toString())
                    .map(text -> Json.read(text, ObjectNode.class))
                    .orElseGet(() -> unreadable(id));
            all.add(new Delivery(
                    id,
                    owner,
                    row.getString("hook"),
                    row.getString("flow"),
                    row.getInteger("attempts"),
                    payload.path("config"),
                    payload.withObject("/context")));
        });
        return all;
    }

    private static ObjectNode unreadable(UUID id) {
        LOG.errorf("The call %s was sealed under a secret that the configuration lacks", id);
        return Json.object();
    }

    /** The receiver has taken it. */
    Uni<Void> taken(Delivery delivery) {
        return run(TAKEN, Tuple.of(delivery.id(), delivery.lease()));
    }

    /** It is tried again later. */
    Uni<Void> again(Delivery delivery, Duration wait, String error) {
        return run(AGAIN, Tuple.of(delivery.id(), delivery.lease(), seconds(wait), error));
    }

    /** It is not tried any more. */
    Uni<Void> giveUp(Delivery delivery, String error) {
        return run(GIVE_UP, Tuple.of(delivery.id(), delivery.lease(), error));
    }

    private Uni<Void> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Has one that was given up tried anew. @return whether there is one of that id */
    Uni<Boolean> send(UUID id) {
        return pool.preparedQuery(SEND).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    /**
     * Calls by their state, the latest first.
     *
     * @param state {@code due} or {@code failed}
     * @param before the last one of the page before, or null
     */
    Uni<ArrayNode> list(String state, @Nullable UUID before, int most) {
        return pool.preparedQuery(LIST).execute(Tuple.of(state, before, most)).map(PostgresDeliveries::shown);
    }

    private static ArrayNode shown(RowSet<Row> rows) {
        ArrayNode out = Json.MAPPER.createArrayNode();
        rows.forEach(row -> {
            ObjectNode each = out.addObject();
            each.put("id", row.getUUID("id").toString());
            each.put("hook", row.getString("hook"));
            each.put("flow", row.getString("flow"));
            each.put("moment", row.getString("moment"));
            each.put("method", row.getString("method"));
            UUID identity = row.getUUID("identity_id");
            each.put("identity_id", identity == null ? null : identity.toString());
            each.put("state", row.getString("state"));
            each.put("attempts", row.getInteger("attempts"));
            each.put("last_error", row.getString("last_error"));
            each.put("next_at", time(row.getOffsetDateTime("due_at")));
            each.put("created_at", time(row.getOffsetDateTime("created_at")));
            each.put("updated_at", time(row.getOffsetDateTime("updated_at")));
        });
        return out;
    }

    private static @Nullable String time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
