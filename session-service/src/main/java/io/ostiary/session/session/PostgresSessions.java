package io.ostiary.session.session;

import io.ostiary.contract.json.Json;
import io.ostiary.session.token.TokenHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads sessions, each time in one statement, devices and identity included. */
@Singleton
public class PostgresSessions {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final String COLUMNS = """
            s.id, s.identity_id, s.active, s.aal, s.authentication_methods, s.authenticated_at, s.issued_at,
            s.expires_at, s.extended""";
    private static final String DEVICES = """
            , (SELECT coalesce(json_agg(json_build_object('id', d.id, 'ip_address', d.ip_address,
                'user_agent', d.user_agent, 'location', d.location) ORDER BY d.created_at, d.id), '[]')
                FROM session_device d WHERE d.session_id = s.id) AS devices""";
    private static final String SNAPSHOT = """
            , (SELECT json_build_object('version', i.version, 'state', i.state, 'available_aal', i.available_aal,
                'first_factors', i.first_factors, 'second_factors', i.second_factors, 'body', i.body, 'deleted', i.deleted)
                FROM identity_snapshot i WHERE i.identity_id = s.identity_id) AS snapshot""";
    private static final String SELECT = "SELECT row_to_json(r)::text FROM (SELECT " + COLUMNS;

    /** By an earlier token a session ends when that does, and its end was never moved: it sets no cookie. */
    private static final String OF_TOKEN = """
             FROM (SELECT id, identity_id, active, aal, authentication_methods, authenticated_at, issued_at, expires_at,
                    extended FROM session WHERE token_sha256 = $1
                UNION ALL SELECT id, identity_id, active, aal, authentication_methods, authenticated_at, issued_at,
                    least(expires_at, earlier_token_until), false FROM session WHERE earlier_token_sha256 = $1) s) r
            """;

    private static final String BY_TOKEN = SELECT + DEVICES + SNAPSHOT + OF_TOKEN;

    private static final String OF_IDENTITY = """
            WITH matching AS MATERIALIZED (
                SELECT s.* FROM session s WHERE s.identity_id = $1 AND ($2::uuid IS NULL OR s.id <> $2)
                    AND ($3::boolean IS NULL OR (s.active AND s.expires_at >= $4) = $3)
            )
            SELECT t.total, page.item FROM (SELECT count(*) AS total FROM matching) t
            LEFT JOIN LATERAL (SELECT row_to_json(r)::text AS item FROM (SELECT """ + " " + COLUMNS + DEVICES + SNAPSHOT + """
             FROM matching s ORDER BY s.issued_at DESC, s.id LIMIT $5 OFFSET $6) r) page ON true
            """;

    /** A page of sessions and how many there are in all. */
    record Page(long total, List<SessionRow> sessions) {}

    /** Which sessions to list; null means both. */
    enum Activity {
        ACTIVE,
        INACTIVE
    }

    private final Pool pool;

    PostgresSessions(Pool pool) {
        this.pool = pool;
    }

    /**
     * The session of a token, with devices and identity, in whatever state; null when there is
     * none.
     */
    public Uni<@Nullable SessionRow> byToken(TokenHash hash) {
        return one(BY_TOKEN, Tuple.of(Buffer.buffer(hash.bytes())));
    }

    /** A session in whatever state; null when there is none. */
    Uni<@Nullable SessionRow> byId(UUID id, Expansion expansion) {
        return one(select(expansion) + " FROM session s WHERE s.id = $1) r", Tuple.of(id));
    }

    /**
     * Sessions of one identity, newest first, with devices and identity.
     *
     * @param except one that is left out
     */
    Uni<Page> ofIdentity(
            UUID identityId, @Nullable UUID except, @Nullable Activity activity, Instant now, Slice slice) {
        return pool.preparedQuery(OF_IDENTITY)
                .execute(Tuple.tuple()
                        .addUUID(identityId)
                        .addUUID(except)
                        .addBoolean(activity == null ? null : activity == Activity.ACTIVE)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addInteger(slice.size())
                        .addLong(slice.offset()))
                .map(PostgresSessions::page)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    /**
     * All sessions, newest first, from behind {@code after} on; one more than the page holds, if
     * there is one.
     */
    Uni<List<SessionRow>> all(
            @Nullable Activity activity, Instant now, PageToken after, int size, Expansion expansion) {
        String condition = switch (activity) {
            case null -> "";
            case ACTIVE -> " AND s.active AND s.expires_at >= $4";
            case INACTIVE -> " AND (NOT s.active OR s.expires_at < $4)";
        };
        String sql = select(expansion)
                + " FROM session s WHERE s.issued_at <= $1 AND (s.issued_at < $1 OR s.id > $2)"
                + condition
                + " ORDER BY s.issued_at DESC, s.id LIMIT $3) r";
        Tuple parameters = Tuple.of(after.issuedAt().atOffset(ZoneOffset.UTC), after.sessionId(), size + 1);
        if (activity != null) {
            parameters.addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        }
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(PostgresSessions::rows)
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    private static String select(Expansion expansion) {
        return SELECT + (expansion.devices() ? DEVICES : "") + (expansion.identity() ? SNAPSHOT : "");
    }

    private Uni<@Nullable SessionRow> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(PostgresSessions::rows)
                .map(rows -> rows.isEmpty() ? null : rows.getFirst())
                .ifNoItem()
                .after(DEADLINE)
                .fail();
    }

    private static List<SessionRow> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> read(row.getString(0)))
                .toList();
    }

    private static Page page(RowSet<Row> rows) {
        long total = rows.iterator().next().getLong("total");
        List<SessionRow> sessions = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("item") != null)
                .map(row -> read(row.getString("item")))
                .toList();
        return new Page(total, sessions);
    }

    private static SessionRow read(String json) {
        return Json.read(json, SessionRow.class);
    }
}
