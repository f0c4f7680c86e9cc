package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The outbox of this service, written in the transaction that decides. */
@ApplicationScoped
public class Outbox {

    /**
     * Raises the sequences and inserts the rows. The position is drawn after the counter's row is locked, and the lock is held
     * until the commit: so the order of positions of one key is the order of commits, and a rollback leaves no gap. Keys are
     * locked in sorted order, so that two transactions with several keys do not wait for each other.
     */
    private static final String INSERT =
            """
            WITH input AS MATERIALIZED (
                SELECT * FROM json_to_recordset(CAST(CAST(?1 AS text) AS json)) AS r(
                    i int, id uuid, aggregatetype text, aggregateid text, type text, payload text,
                    destination text, effect_key text, bucket smallint)
            ), raised AS (
                INSERT INTO outbox_sequence AS s (stream, key, epoch, n)
                SELECT aggregatetype, aggregateid, (SELECT epoch FROM outbox_epoch), count(*)
                FROM input WHERE effect_key IS NULL
                GROUP BY aggregatetype, aggregateid ORDER BY aggregatetype, aggregateid
                ON CONFLICT (stream, key) DO UPDATE SET
                    n = CASE WHEN s.epoch = excluded.epoch THEN s.n + excluded.n ELSE excluded.n END,
                    epoch = excluded.epoch
                RETURNING stream, key, epoch, n
            ), numbered AS (
                SELECT input.*, raised.epoch,
                    raised.n + 1 - row_number() OVER (
                        PARTITION BY aggregatetype, aggregateid ORDER BY i DESC) AS n
                FROM input LEFT JOIN raised
                    ON effect_key IS NULL AND stream = aggregatetype AND key = aggregateid
            )
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, destination, effect_key,
                bucket, created_at, deliver_after)
            SELECT id, aggregatetype, aggregateid, type,
                CASE WHEN effect_key IS NULL
                    THEN '{"sequence":"' || epoch || ':' || n || '",' || substr(payload, 2)
                    ELSE payload END,
                destination, effect_key, bucket, clock_timestamp(),
                clock_timestamp() + make_interval(secs => ?2)
            FROM numbered ORDER BY i
            """;

    private final ServiceName self;
    private final String source;
    private final double graceSeconds;
    private final Clock clock;
    private final Wakeup wakeup;

    Outbox(CallConfig call, OutboxConfig config, Instance<Clock> clock, Wakeup wakeup) {
        this.self = call.self();
        this.source = "ostiary/" + self.wire() + "-service";
        this.graceSeconds = config.grace().toMillis() / 1000.0;
        this.clock = clock.isResolvable() ? clock.get() : Clock.systemUTC();
        this.wakeup = wakeup;
    }

    /** As {@link #append(Mutiny.Session, Cause, List)}, with no known cause. */
    public Uni<List<PendingEffect>> append(Mutiny.Session session, List<Consequence> consequences) {
        return append(session, Cause.UNKNOWN, consequences);
    }

    /**
     * Writes the consequences of what the session's transaction decides. To be called once and last in it: the entities are
     * flushed first, then the rows are written in one statement. Call {@link #committed()} after the commit.
     *
     * @return the effects, to be delivered after the commit
     */
    public Uni<List<PendingEffect>> append(
            Mutiny.Session session, Cause cause, List<? extends Consequence> consequences) {
        if (consequences.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        ArrayNode rows = Json.MAPPER.createArrayNode();
        consequences.forEach(consequence -> rows.add(row(rows.size(), consequence, cause)));
        List<PendingEffect> effects = pending(rows, consequences);
        return session.flush()
                .chain(() -> insert(session, rows.toString()))
                .replaceWith(effects);
    }

    /** Tells the relay of this process that there is something to publish. To be called after the commit; costs nothing. */
    public void committed() {
        wakeup.wake();
    }

    private Uni<Integer> insert(Mutiny.Session session, String rows) {
        return session.createNativeQuery(INSERT)
                .setParameter(1, rows)
                .setParameter(2, graceSeconds)
                .executeUpdate();
    }

    private List<PendingEffect> pending(ArrayNode rows, List<? extends Consequence> consequences) {
        return Stream.iterate(0, i -> i + 1)
                .limit(consequences.size())
                .filter(i -> consequences.get(i) instanceof Effect)
                .map(i -> pending(rows.get(i).get("id").textValue(), (Effect) consequences.get(i)))
                .toList();
    }

    private PendingEffect pending(String id, Effect effect) {
        return new PendingEffect(
                id, self, effect.service(), effect.type(), effect.key(), effect.payload());
    }

    private ObjectNode row(int i, Consequence consequence, Cause cause) {
        String id = Ids.ordered().toString();
        ObjectNode row = Json.object().put("i", i).put("id", id);
        return switch (consequence) {
            case Event event ->
                    row.put("aggregatetype", event.topic())
                            .put("aggregateid", event.key())
                            .put("type", event.type())
                            .put("payload", envelope(id, event, cause).toString())
                            .put("destination", "kafka:" + event.topic())
                            .put("bucket", Buckets.of(event.key()));
            case Effect effect ->
                    row.put("aggregatetype", effect.service().wire())
                            .put("aggregateid", effect.aggregateKey())
                            .put("type", effect.type())
                            .put("payload", effect.payload().toString())
                            .put("destination", "internal:" + effect.service().wire())
                            .put("effect_key", effect.key())
                            .put("bucket", Buckets.of(effect.aggregateKey()));
        };
    }

    private ObjectNode envelope(String id, Event event, Cause cause) {
        ObjectNode envelope =
                Json.object()
                        .put("specversion", "1.0")
                        .put("id", id)
                        .put("source", source)
                        .put("type", event.type())
                        .put("subject", event.subject())
                        .put("time", clock.instant().toString())
                        .put("datacontenttype", "application/json")
                        .put("dataschema", event.dataSchema());
        if (cause.causationId() != null) {
            envelope.put("causationid", cause.causationId());
        }
        if (cause.correlationId() != null) {
            envelope.put("correlationid", cause.correlationId());
        }
        envelope.put("partitionkey", event.key());
        envelope.set("data", event.data());
        return envelope;
    }
}
