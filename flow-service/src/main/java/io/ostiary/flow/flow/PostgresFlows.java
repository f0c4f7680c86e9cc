package io.ostiary.flow.flow;

import io.ostiary.outbox.database.SessionSql;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Flows in PostgreSQL. What decides something is written through Hibernate Reactive together with
 * the outbox; a new flow and a form to be shown again have no consequences, so each is one
 * statement of the plain client.
 */
@Singleton
class PostgresFlows implements FlowRepository {

    private static final String FIND =
            "SELECT id, kind, type, state, active, version, requested_aal, refresh, identity_id, request_url,"
                    + " return_to, csrf_token, issued_at, expires_at, created_at, updated_at, ui, context"
                    + " FROM flow WHERE id = $1 AND kind = $2";

    private static final String INSERT =
            "INSERT INTO flow (id, kind, type, state, active, version, requested_aal, refresh, identity_id, request_url,"
                    + " return_to, csrf_token, issued_at, expires_at, created_at, updated_at, ui, context)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

    private static final String UPDATE =
            "UPDATE flow SET state = $2, active = $3, refresh = $4, identity_id = $5, return_to = $6, csrf_token = $7,"
                    + " updated_at = $8, ui = $9, context = $10, version = version + 1 WHERE id = $1";

    /** What one attempt has ended, another that shows its form again does not reopen. */
    private static final String SAVE = UPDATE + " AND (state <> 'passed_challenge' OR $2 = 'passed_challenge')";

    private static final String UPDATE_AND_RECORD = "WITH updated AS ("
            + UPDATE
            + " RETURNING id) INSERT INTO attempt (id, flow_id, method, outcome, created_at)"
            + " SELECT $11::uuid, id, $12::text, $13::text, $8 FROM updated";

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
        return pool.preparedQuery(INSERT).execute(Tuple.wrap(inserted(flow))).replaceWith(flow);
    }

    @Override
    public Uni<Flow> find(FlowKind kind, UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id, kind.wire())).map(PostgresFlows::first);
    }

    @Override
    public Uni<Flow> save(Flow flow) {
        flow.touch(clock.instant());
        return pool.preparedQuery(SAVE).execute(Tuple.wrap(parameters(flow))).replaceWith(flow);
    }

    @Override
    public Uni<List<PendingEffect>> decide(Flow flow, Attempt attempt, List<Consequence> consequences) {
        return decide(flow, attempt, s -> Uni.createFrom().voidItem(), consequences);
    }

    @Override
    public Uni<List<PendingEffect>> decide(
            Flow flow, Attempt attempt, TransactionWork work, Supplier<List<Consequence>> consequences) {
        flow.touch(clock.instant());
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(s -> work.in(s).call(s::flush).chain(() -> write(s, flow, attempt, consequences.get()))))
                .invoke(outbox::committed);
    }

    private Uni<List<PendingEffect>> write(
            Mutiny.Session session, Flow flow, Attempt attempt, List<Consequence> consequences) {
        return (attempt == null ? update(session, flow) : updateAndRecord(session, flow, attempt))
                .chain(() -> outbox.append(session, consequences));
    }

    private static Uni<Integer> update(Mutiny.Session session, Flow flow) {
        return SessionSql.update(session, UPDATE, parameters(flow).toArray());
    }

    private static Uni<Integer> updateAndRecord(Mutiny.Session session, Flow flow, Attempt attempt) {
        List<Object> parameters = parameters(flow);
        parameters.addAll(List.of(attempt.id(), attempt.method(), attempt.outcome()));
        return SessionSql.update(session, UPDATE_AND_RECORD, parameters.toArray());
    }

    private static List<Object> inserted(Flow flow) {
        FlowRow row = flow.toRow();
        return Arrays.asList(
                row.id,
                row.kind,
                row.type,
                row.state,
                row.active,
                row.version,
                row.requestedAal,
                row.refresh,
                row.identityId,
                row.requestUrl,
                row.returnTo,
                row.csrfToken,
                row.issuedAt.atOffset(ZoneOffset.UTC),
                row.expiresAt.atOffset(ZoneOffset.UTC),
                row.createdAt.atOffset(ZoneOffset.UTC),
                row.updatedAt.atOffset(ZoneOffset.UTC),
                row.ui,
                row.context);
    }

    private static List<Object> parameters(Flow flow) {
        FlowRow row = flow.toRow();
        return new ArrayList<>(Arrays.asList(
                row.id,
                row.state,
                row.active,
                row.refresh,
                row.identityId,
                row.returnTo,
                row.csrfToken,
                row.updatedAt.atOffset(ZoneOffset.UTC),
                row.ui,
                row.context));
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
