package io.ostiary.courier.dispatch;

import io.ostiary.contract.json.Ids;
import io.ostiary.courier.message.MessageType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Claims messages and puts them back, one statement each. All times are the database's. */
@ApplicationScoped
class PostgresQueue {

    /** An attempt whose lease ran out is noted as unknown when its message is claimed again. */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT id, status = 'sending' AS unknown FROM message
                WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
            ), lost AS (
                INSERT INTO dispatch (id, message_id, status, error, created_at)
                SELECT gen_random_uuid(), id, 'unknown', 'the attempt ended without a known outcome', now()
                FROM due WHERE unknown
            )
            UPDATE message m SET
                status = 'sending', lease_owner = $2, due_at = now() + make_interval(secs => $3), updated_at = now(),
                send_count = send_count + CASE WHEN not_after <= now() THEN 0 ELSE 1 END
            FROM due WHERE m.id = due.id
            RETURNING m.id, type, channel, recipient, template_type, data, send_count, failures, unknown,
                coalesce(not_after <= now(), false) AS expired,
                extract(epoch FROM now() - created_at)::double precision AS age_seconds
            """;

    /** Of a provider that is away for long only the first attempts are noted. */
    private static final String AGAIN = """
            WITH back AS (
                UPDATE message SET status = 'queued', lease_owner = NULL, due_at = now() + make_interval(secs => $3),
                    failures = failures + $4::int, updated_at = now()
                WHERE id = $1 AND lease_owner = $2 RETURNING id, send_count
            )
            INSERT INTO dispatch (id, message_id, status, error, created_at)
            SELECT gen_random_uuid(), id, 'failed', $5, now() FROM back WHERE $4::int > 0 OR send_count <= 10
            """;

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Pool pool;

    PostgresQueue(Pool pool) {
        this.pool = pool;
    }

    /** Claims the messages that have been due longest. */
    Uni<List<ClaimedMessage>> claim(int most, Duration lease) {
        UUID owner = Ids.random();
        return run(CLAIM, Tuple.of(most, owner, seconds(lease))).map(rows -> messages(rows, owner));
    }

    /** Puts a message back; nothing happens when the lease was lost. */
    Uni<Void> putBack(ClaimedMessage message, Outcome.Again again) {
        return run(
                        AGAIN,
                        Tuple.of(
                                message.id(),
                                message.lease(),
                                seconds(again.after()),
                                again.counts() ? 1 : 0,
                                again.error()))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    private static List<ClaimedMessage> messages(RowSet<Row> rows, UUID owner) {
        List<ClaimedMessage> messages = new ArrayList<>();
        rows.forEach(row -> messages.add(new ClaimedMessage(
                row.getUUID("id"),
                owner,
                MessageType.of(row.getString("type")),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("template_type"),
                row.getBuffer("data").getBytes(),
                row.getInteger("send_count"),
                row.getInteger("failures"),
                row.getBoolean("unknown"),
                row.getBoolean("expired"),
                Duration.ofMillis((long) (row.getDouble("age_seconds") * 1000)))));
        return messages;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
