package io.ostiary.flow.flow;

import io.ostiary.outbox.write.Consequence;
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

/**
 * Flows in PostgreSQL: read with the plain client, written through Hibernate Reactive together with
 * the outbox.
 */
@Singleton
class PostgresFlows implements FlowRepository {

    private static final String FIND =
            "SELECT id, kind, type, state, active, version, requested_aal, refresh, identity_id, request_url,"
                    + " return_to, csrf_token, issued_at, expires_at, created_at, updated_at, ui, context"
                    + " FROM flow WHERE id = $1 AND kind = $2";

    private static final String UPDATE =
            "UPDATE FlowRow SET state = ?1, active = ?2, refresh = ?3, identityId = ?4, returnTo = ?5,"
                    + " csrfToken = ?6, updatedAt = ?7, ui = ?8, context = ?9, version = version + 1 WHERE id = ?10";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;

    PostgresFlows(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Uni<Flow> add(Flow flow) {
        FlowRow row = flow.toRow();
        return Panache.withTransaction(row::persist).replaceWith(flow);
    }

    @Override
    public Uni<Flow> find(FlowKind kind, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, kind.wire()))
                .map(PostgresFlows::first);
    }

    @Override
    public Uni<Flow> save(Flow flow) {
        flow.touch(clock.instant());
        return Panache.withTransaction(() -> Panache.getSession().chain(s -> update(s, flow)))
                .replaceWith(flow);
    }

    @Override
    public Uni<List<PendingEffect>> decide(
            Flow flow, Attempt attempt, List<Consequence> consequences) {
        return decide(flow, attempt, s -> Uni.createFrom().voidItem(), consequences);
    }

    @Override
    public Uni<List<PendingEffect>> decide(
            Flow flow,
            Attempt attempt,
            TransactionWork work,
            Supplier<List<Consequence>> consequences) {
        flow.touch(clock.instant());
        return Panache.withTransaction(
                        () ->
                                Panache.getSession()
                                        .chain(
                                                s ->
                                                        work.in(s)
                                                                .chain(
                                                                        () ->
                                                                                write(
                                                                                        s,
                                                                                        flow,
                                                                                        attempt,
                                                                                        consequences
                                                                                                .get()))))
                .invoke(outbox::committed);
    }

    private Uni<List<PendingEffect>> write(
            Mutiny.Session session, Flow flow, Attempt attempt, List<Consequence> consequences) {
        return update(session, flow)
                .chain(() -> record(session, flow, attempt))
                .chain(() -> outbox.append(session, consequences));
    }

    private static Uni<Integer> update(Mutiny.Session session, Flow flow) {
        FlowRow row = flow.toRow();
        return session.createMutationQuery(UPDATE)
                .setParameter(1, row.state)
                .setParameter(2, row.active)
                .setParameter(3, row.refresh)
                .setParameter(4, row.identityId)
                .setParameter(5, row.returnTo)
                .setParameter(6, row.csrfToken)
                .setParameter(7, row.updatedAt)
                .setParameter(8, row.ui)
                .setParameter(9, row.context)
                .setParameter(10, row.id)
                .executeUpdate();
    }

    private Uni<Void> record(Mutiny.Session session, Flow flow, Attempt attempt) {
        if (attempt == null) {
            return Uni.createFrom().voidItem();
        }
        AttemptRow row = new AttemptRow();
        row.id = attempt.id();
        row.flowId = flow.id();
        row.method = attempt.method();
        row.outcome = attempt.outcome();
        row.createdAt = clock.instant();
        return session.persist(row);
    }

    private static Flow first(RowSet<Row> rows) {
        return rows.rowCount() == 0 ? null : Flow.of(row(rows.iterator().next()));
    }

    private static FlowRow row(Row r) {
        FlowRow row = new FlowRow();
        row.id = r.getUUID("id");
        row.kind = r.getString("kind");
        row.type = r.getString("type");
        row.state = r.getString("state");
        row.active = r.getString("active");
        row.version = r.getLong("version");
        row.requestedAal = r.getString("requested_aal");
        row.refresh = r.getBoolean("refresh");
        row.identityId = r.getUUID("identity_id");
        row.requestUrl = r.getString("request_url");
        row.returnTo = r.getString("return_to");
        row.csrfToken = r.getString("csrf_token");
        row.issuedAt = r.getOffsetDateTime("issued_at").toInstant();
        row.expiresAt = r.getOffsetDateTime("expires_at").toInstant();
        row.createdAt = r.getOffsetDateTime("created_at").toInstant();
        row.updatedAt = r.getOffsetDateTime("updated_at").toInstant();
        row.ui = r.getString("ui");
        row.context = r.getString("context");
        return row;
    }
}
