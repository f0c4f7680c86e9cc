package io.ostiary.flow.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.outbox.database.SessionSql;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.DecidingStatement;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.outbox.write.TransactionWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Flows in PostgreSQL. What decides something is written together with the outbox, on the
 * connection of a Hibernate Reactive session; a new flow and a form to be shown again have no
 * consequences, so each is one statement of the plain client.
 */
@Singleton
class PostgresFlows implements FlowRepository {

    /** How often a write lost against another request; tags {@code kind} and {@code lost} (save, decide). */
    static final String CONFLICTS = "ostiary.flow.conflicts";

    private static final String FIND = "SELECT " + PostgresFlowColumns.NAMES + " FROM flow WHERE id = $1 AND kind = $2";

    private static final String INSERT =
            "INSERT INTO flow (" + PostgresFlowColumns.NAMES + ") VALUES (" + PostgresFlowColumns.PLACEHOLDERS + ")";

    private static final String UPDATE =
            "UPDATE flow SET " + PostgresFlowColumns.ASSIGNMENTS + ", version = version + 1 WHERE id = $1";

    /** What one attempt has ended, another that shows its form again does not reopen. */
    private static final String SAVE =
            UPDATE + " AND version = $2 AND (state <> 'passed_challenge' OR $3 = 'passed_challenge')";

    /** What ends a flow must not fail because somebody who guessed wrong was shown the form again. */
    private static final String DECIDE = UPDATE
            + " AND (version = $2 OR ($3 = 'passed_challenge' AND state <> 'passed_challenge')) RETURNING version";

    private static final DecidingStatement DECIDE_AT_ONCE =
            new DecidingStatement("decided AS (" + DECIDE + ")", PostgresFlowColumns.CHANGED_PARAMETERS);

    private static final String LOCK = "SELECT version FROM flow WHERE id = $1 FOR UPDATE";

    private final Pool pool;
    private final Outbox outbox;
    private final FlowSeal seal;
    private final Clock clock;
    private final MeterRegistry metrics;

    PostgresFlows(Pool pool, Outbox outbox, FlowSeal seal, Clock clock, MeterRegistry metrics) {
        this.pool = pool;
        this.outbox = outbox;
        this.seal = seal;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Uni<Flow> add(Flow flow) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(INSERT).execute(Tuple.wrap(inserted(flow))))
                .replaceWith(flow);
    }

    @Override
    public TransactionWork adding(Flow flow) {
        return session -> Uni.createFrom()
                .deferred(
                        () -> SessionSql.update(session, INSERT, inserted(flow).toArray()))
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Flow> find(FlowKind kind, UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id, kind.wire())).map(this::first);
    }

    @Override
    public Uni<Flow> save(Flow flow) {
        flow.touch(clock.instant());
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(SAVE).execute(Tuple.wrap(changed(flow))))
                .chain(written -> written.rowCount() == 1 ? saved(flow) : instead(flow));
    }

    private static Uni<Flow> saved(Flow flow) {
        flow.storedAs(flow.version + 1);
        return Uni.createFrom().item(flow);
    }

    /** What is there in place of a flow that could not be saved. */
    private Uni<Flow> instead(Flow flow) {
        return find(flow.kind(), flow.id()).map(stored -> {
            if (stored == null || stored.version == flow.version) {
                return flow;
            }
            lost(flow, "save");
            return stored.inRequestOf(flow);
        });
    }

    @Override
    public Uni<List<PendingEffect>> decide(Flow flow, List<Consequence> consequences) {
        return decide(flow, TransactionWork.NONE, consequences);
    }

    @Override
    public Uni<List<PendingEffect>> decide(Flow flow, TransactionWork work, Supplier<List<Consequence>> consequences) {
        flow.touch(clock.instant());
        Uni<Written> written =
                work == TransactionWork.NONE ? decideAtOnce(flow, consequences) : decideAfter(flow, work, consequences);
        return written.invoke(each -> flow.storedAs(each.version())).map(Written::effects);
    }

    private Uni<Written> decideAtOnce(Flow flow, Supplier<List<Consequence>> consequences) {
        return Uni.createFrom()
                .deferred(() -> outbox.decide(pool, DECIDE_AT_ONCE, changed(flow), Cause.UNKNOWN, consequences.get()))
                .onItem()
                .ifNull()
                .failWith(() -> lostTo(flow))
                .map(decided -> new Written(decided.row().getLong(0), decided.effects()));
    }

    private Uni<Written> decideAfter(Flow flow, TransactionWork work, Supplier<List<Consequence>> consequences) {
        return Panache.withTransaction(
                        () -> Panache.getSession().chain(session -> write(session, flow, work, consequences)))
                .invoke(outbox::committed);
    }

    @Override
    public TransactionWork replacing(Flow flow) {
        return session -> SessionSql.single(session, Long.class, LOCK, flow.id())
                .invoke(version -> {
                    if (version != null) {
                        flow.storedAs(version);
                    }
                })
                .replaceWithVoid();
    }

    /** What a transaction wrote; the flow is told only once it is committed. */
    private record Written(long version, List<PendingEffect> effects) {}

    private Uni<Written> write(
            Mutiny.Session session, Flow flow, TransactionWork work, Supplier<List<Consequence>> consequences) {
        return work.in(session)
                .call(session::flush)
                .chain(() -> update(session, flow))
                .chain(version ->
                        outbox.append(session, consequences.get()).map(effects -> new Written(version, effects)));
    }

    private Uni<Long> update(Mutiny.Session session, Flow flow) {
        return SessionSql.single(session, Long.class, DECIDE, changed(flow).toArray())
                .onItem()
                .ifNull()
                .failWith(() -> lostTo(flow));
    }

    private FlowChanged lostTo(Flow flow) {
        lost(flow, "decide");
        return new FlowChanged();
    }

    private List<@Nullable Object> inserted(Flow flow) {
        flow.sealSecrets(seal);
        return PostgresFlowColumns.all(flow);
    }

    private List<@Nullable Object> changed(Flow flow) {
        flow.sealSecrets(seal);
        return PostgresFlowColumns.changed(flow);
    }

    private void lost(Flow flow, String what) {
        metrics.counter(CONFLICTS, "kind", flow.kind().wire(), "lost", what).increment();
    }

    private @Nullable Flow first(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? null
                : PostgresFlowColumns.read(rows.iterator().next()).readWith(seal);
    }
}
