package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.RowInsert.Row;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The outbox of this service, written in the transaction that decides. */
@ApplicationScoped
public class Outbox {

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
     * Writes the consequences of what the session's transaction decides. To be called once and last
     * in it: the entities are flushed first, then the rows are written in one statement. Call
     * {@link #committed()} after the commit.
     *
     * @return the effects, to be delivered after the commit
     */
    public Uni<List<PendingEffect>> append(
            Mutiny.Session session, Cause cause, List<? extends Consequence> consequences) {
        if (consequences.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Batch batch = batch(cause, consequences);
        return session.flush()
                .chain(() -> RowInsert.run(session, batch.rows(), graceSeconds))
                .replaceWith(batch.effects());
    }

    /**
     * Decides by one statement, with what follows from it, and tells the relay.
     *
     * @param parameters of the statement, in the types of the reactive client
     * @param consequences written if the decision stands
     * @return null when it doesn't stand: nothing is written then
     */
    public Uni<@Nullable Decided> decide(
            Pool pool,
            DecidingStatement statement,
            List<? extends @Nullable Object> parameters,
            Cause cause,
            List<? extends Consequence> consequences) {
        return Uni.createFrom().deferred(() -> {
            Batch batch = batch(cause, consequences);
            List<@Nullable Object> all = new ArrayList<>(parameters);
            if (!batch.rows().isEmpty()) {
                all.addAll(RowInsert.parameters(batch.rows(), graceSeconds));
            }
            return pool.preparedQuery(statement.with(batch.rows()))
                    .execute(Tuple.wrap(all))
                    .map(rows -> decided(rows, batch));
        });
    }

    /** Writes consequences of what is decided already, by one statement, and tells the relay. @return the effects, to be delivered */
    public Uni<List<PendingEffect>> write(Pool pool, List<? extends Consequence> consequences) {
        return decide(pool, DecidingStatement.DECIDED, List.of(), Cause.UNKNOWN, consequences)
                .map(decided -> Objects.requireNonNull(decided).effects());
    }

    private @Nullable Decided decided(RowSet<io.vertx.mutiny.sqlclient.Row> rows, Batch batch) {
        if (rows.rowCount() == 0) {
            return null;
        }
        committed();
        return new Decided(rows.iterator().next(), batch.effects());
    }

    /**
     * A decision that stands.
     *
     * @param row the row of {@code decided}
     * @param effects to be delivered
     */
    public record Decided(io.vertx.mutiny.sqlclient.Row row, List<PendingEffect> effects) {}

    private record Batch(List<Row> rows, List<PendingEffect> effects) {}

    private Batch batch(Cause cause, List<? extends Consequence> consequences) {
        List<Row> rows = new ArrayList<>(consequences.size());
        List<PendingEffect> effects = new ArrayList<>();
        for (Consequence consequence : consequences) {
            String id = Ids.ordered().toString();
            switch (consequence) {
                case Event event -> rows.add(row(id, event, cause));
                case Effect effect -> {
                    rows.add(row(id, effect));
                    effects.add(pending(id, effect));
                }
            }
        }
        return new Batch(rows, List.copyOf(effects));
    }

    /**
     * Tells the relay of this process that there is something to publish. To be called after the
     * commit; costs nothing.
     */
    public void committed() {
        wakeup.wake();
    }

    private PendingEffect pending(String id, Effect effect) {
        return new PendingEffect(id, self, effect.service(), effect.type(), effect.key(), effect.payload());
    }

    private Row row(String id, Event event, Cause cause) {
        return new Row(
                id,
                event.topic(),
                event.key(),
                event.type(),
                envelope(id, event, cause).toString(),
                "kafka:" + event.topic(),
                null,
                (short) Buckets.of(event.key()));
    }

    private Row row(String id, Effect effect) {
        return new Row(
                id,
                effect.service().wire(),
                effect.aggregateKey(),
                effect.type(),
                effect.payload().toString(),
                "internal:" + effect.service().wire(),
                effect.key(),
                (short) Buckets.of(effect.aggregateKey()));
    }

    private ObjectNode envelope(String id, Event event, Cause cause) {
        ObjectNode envelope = Json.object()
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
