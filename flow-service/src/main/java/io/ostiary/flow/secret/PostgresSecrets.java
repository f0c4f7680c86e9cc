package io.ostiary.flow.secret;

import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time secrets, as their {@link SecretDigests digests}. A secret is claimed by one
 * conditional UPDATE: of any number of attempts exactly one wins.
 */
@Singleton
public class PostgresSecrets {

    private static final String FIND = "SELECT id, flow_id, identity_id, via, address, expires_at, claimed_by"
            + " FROM one_time_secret WHERE secret_hmac = ANY($1) AND purpose = $2"
            + " AND ($3::uuid IS NULL OR flow_id = $3) ORDER BY claimed_by IS NOT NULL, created_at DESC LIMIT 1";
    private static final String ADD =
            "INSERT INTO one_time_secret (id, flow_id, purpose, secret_hmac, identity_id, via, address, created_at, expires_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String CLAIM = "UPDATE one_time_secret SET claimed_by = $1, claimed_at = $2"
            + " WHERE id = $3 AND (claimed_by IS NULL OR claimed_by = $1) AND expires_at > $2";
    private static final String RELEASE = "UPDATE one_time_secret SET claimed_by = NULL, claimed_at = NULL"
            + " WHERE flow_id = $1 AND claimed_by = $2";
    private static final String FORGET =
            "DELETE FROM one_time_secret WHERE flow_id = $1 AND purpose = $2 AND claimed_by IS NULL";
    private static final String FORGET_ALL = "DELETE FROM one_time_secret WHERE flow_id = $1 AND claimed_by IS NULL";
    private static final String TRY = "INSERT INTO code_tries AS t (flow_id, tries, expires_at) VALUES ($1, 1, $2)"
            + " ON CONFLICT (flow_id) DO UPDATE SET tries = t.tries + 1 RETURNING tries";

    private final Pool pool;
    private final Clock clock;
    private final SecretDigests digests;

    PostgresSecrets(Pool pool, Clock clock, Configuration configuration) {
        this.pool = pool;
        this.clock = clock;
        this.digests = new SecretDigests(configuration);
    }

    /** Stores a secret in the session's transaction. */
    public Uni<Void> add(Mutiny.Session session, NewSecret secret) {
        return SessionSql.update(
                        session,
                        ADD,
                        Ids.ordered(),
                        secret.flowId(),
                        secret.purpose().wire(),
                        Buffer.buffer(digests.of(secret.text())),
                        secret.identityId(),
                        secret.via(),
                        secret.address(),
                        now(),
                        secret.expiresAt().atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    /** Stores secrets in place of the flow's earlier ones of that purpose, in the session's transaction. */
    public Uni<Void> replace(Mutiny.Session session, UUID flowId, Purpose purpose, List<NewSecret> secrets) {
        Uni<Void> written = forget(session, flowId, purpose);
        for (NewSecret each : secrets) {
            written = written.chain(() -> add(session, each));
        }
        return written;
    }

    /** Makes the flow's earlier secrets of that purpose worthless, in the session's transaction. */
    public Uni<Void> forget(Mutiny.Session session, UUID flowId, Purpose purpose) {
        return SessionSql.update(session, FORGET, flowId, purpose.wire()).replaceWithVoid();
    }

    /** Makes all secrets of a flow worthless that nobody has claimed, in the session's transaction. */
    public Uni<Void> forget(Mutiny.Session session, UUID flowId) {
        return SessionSql.update(session, FORGET_ALL, flowId).replaceWithVoid();
    }

    /**
     * Finds a secret by its text, used and expired ones too, and those that were stored under an
     * older entry of {@code secrets.cipher}.
     *
     * @param flowId the flow it has to belong to; null: any
     * @return null when there is none
     */
    public Uni<@Nullable OneTimeSecret> find(@Nullable UUID flowId, Purpose purpose, String text) {
        Buffer[] stored = digests.all(text).stream().map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(stored, purpose.wire(), flowId))
                .map(PostgresSecrets::first);
    }

    /**
     * Claims a secret in the session's transaction. The same attempt may claim it again.
     *
     * @return fails with {@link ClaimedElsewhere} when another attempt was first
     */
    public Uni<Void> claim(Mutiny.Session session, OneTimeSecret secret, UUID attemptId) {
        return SessionSql.update(session, CLAIM, attemptId, now(), secret.id())
                .invoke(PostgresSecrets::requireClaimed)
                .replaceWithVoid();
    }

    /**
     * Claims a secret by itself, for what it opens lies in another service. The same attempt may
     * claim it again.
     *
     * @return fails with {@link ClaimedElsewhere} when another attempt was first
     */
    public Uni<Void> claim(OneTimeSecret secret, UUID attemptId) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(attemptId, now(), secret.id()))
                .invoke(claimed -> requireClaimed(claimed.rowCount()))
                .replaceWithVoid();
    }

    private static void requireClaimed(int count) {
        if (count != 1) {
            throw new ClaimedElsewhere();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Gives back what an attempt claimed in a flow, because nothing came of the attempt. */
    public Uni<Void> release(UUID flowId, UUID attemptId) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(flowId, attemptId)).replaceWithVoid();
    }

    /** Counts a try in a flow. @return how many there were, this one included */
    public Uni<Integer> countTry(UUID flowId, Instant flowExpiresAt) {
        return pool.preparedQuery(TRY)
                .execute(Tuple.of(flowId, flowExpiresAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static @Nullable OneTimeSecret first(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new OneTimeSecret(
                row.getUUID("id"),
                row.getUUID("flow_id"),
                row.getUUID("identity_id"),
                row.getString("via"),
                row.getString("address"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getUUID("claimed_by"));
    }
}
