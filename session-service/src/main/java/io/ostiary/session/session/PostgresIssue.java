package io.ostiary.session.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.DeviceBody;
import io.ostiary.outbox.database.SessionSql;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The statements that issue a session or add an authentication to one, on the caller's transaction.
 */
final class PostgresIssue {

    /**
     * A new session with its device. A repeated attempt finds its session by the attempt's id and
     * gets the new token in place of the first: only the hash of that one is stored, so it can't be
     * given out again.
     */
    private static final String OPEN = """
            WITH opened AS (
                INSERT INTO session AS s (id, identity_id, token_sha256, aal, authentication_methods,
                    authenticated_at, issued_at, expires_at, attempt_id)
                VALUES (CAST(CAST($1 AS text) AS uuid), CAST(CAST($2 AS text) AS uuid), $3, CAST($4 AS text),
                    CAST(CAST($5 AS text) AS jsonb), CAST(CAST($6 AS text) AS timestamptz),
                    CAST(CAST($6 AS text) AS timestamptz), CAST(CAST($7 AS text) AS timestamptz),
                    CAST(CAST($8 AS text) AS uuid))
                ON CONFLICT (attempt_id) DO UPDATE SET token_sha256 = excluded.token_sha256
                    WHERE s.identity_id = excluded.identity_id
                RETURNING id, id = CAST(CAST($1 AS text) AS uuid) AS new
            ), device AS (
                INSERT INTO session_device (id, session_id, ip_address, user_agent, location, created_at)
                SELECT CAST(CAST($9 AS text) AS uuid), id, CAST($10 AS text), CAST($11 AS text), CAST($12 AS text),
                    CAST(CAST($6 AS text) AS timestamptz)
                FROM opened WHERE new
            ), told AS (
                INSERT INTO invalidation (session_id) SELECT id FROM opened WHERE NOT new
            )
            SELECT CAST(id AS text) FROM opened
            """;

    private static final String LOCK = """
            SELECT CAST(row_to_json(r) AS text) FROM (
                SELECT s.id, s.identity_id, s.active, s.aal, s.authentication_methods, s.authenticated_at, s.issued_at,
                    s.expires_at, s.extended,
                    s.authentication_methods @> CAST(CAST($2 AS text) AS jsonb) AS repeated,
                    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'ip_address', d.ip_address,
                        'user_agent', d.user_agent, 'location', d.location) ORDER BY d.created_at, d.id), '[]')
                        FROM session_device d WHERE d.session_id = s.id) AS devices
                FROM session s WHERE s.token_sha256 = $1 OR s.earlier_token_sha256 = $1
                    AND s.earlier_token_until > CAST(CAST($3 AS text) AS timestamptz)
                FOR UPDATE OF s) r
            """;

    private static final String ADD = """
            WITH added AS (
                UPDATE session SET aal = CAST($2 AS text),
                    authentication_methods = authentication_methods || CAST(CAST($3 AS text) AS jsonb),
                    authenticated_at = CAST(CAST($4 AS text) AS timestamptz),
                    expires_at = CAST(CAST($5 AS text) AS timestamptz)
                WHERE id = CAST(CAST($1 AS text) AS uuid) RETURNING id
            ), told AS (
                INSERT INTO invalidation (session_id) SELECT id FROM added
            )
            SELECT count(*) FROM added
            """;

    /**
     * A repeat replaces the new token alone: the one before the first attempt goes on being the
     * earlier one.
     */
    private static final String RENEW = """
            WITH renewed AS (
                UPDATE session SET token_sha256 = $2,
                    earlier_token_sha256 = CASE WHEN token_sha256 = $3 THEN $3 ELSE earlier_token_sha256 END,
                    earlier_token_until = CASE WHEN token_sha256 = $3
                        THEN CAST(CAST($4 AS text) AS timestamptz) ELSE earlier_token_until END
                WHERE id = CAST(CAST($1 AS text) AS uuid) RETURNING id
            ), told AS (
                INSERT INTO invalidation (session_id) SELECT id FROM renewed
            )
            SELECT count(*) FROM renewed
            """;

    /**
     * A session to add an authentication to.
     *
     * @param repeated whether this attempt did so before
     */
    record Locked(boolean repeated, SessionRow row) {}

    private PostgresIssue() {}

    /**
     * Inserts the session. @return its id, which is another one if the attempt opened a session
     * before; null for a strange attempt
     */
    static Uni<@Nullable UUID> open(Mutiny.Session session, NewSession wanted) {
        return SessionSql.single(session, String.class, OPEN, parameters(wanted).toArray())
                .map(id -> id == null ? null : UUID.fromString(id));
    }

    /** The twelve values of which a statement makes the session. */
    static List<@Nullable Object> parameters(NewSession wanted) {
        SessionRow row = wanted.row();
        DeviceBody device = row.knownDevices().getFirst();
        return Arrays.asList(
                row.id().toString(),
                row.identityId().toString(),
                Buffer.buffer(SessionToken.hash(wanted.token()).bytes()),
                row.aal(),
                stored(row.authenticationMethods(), wanted.attemptId()),
                row.issuedAt().toString(),
                row.expiresAt().toString(),
                wanted.attemptId().toString(),
                Objects.requireNonNull(device.id()).toString(),
                device.ipAddress(),
                device.userAgent(),
                device.location());
    }

    /**
     * Locks the session of a token, with its devices and without its identity. @return null when
     * there is none
     */
    static Uni<@Nullable Locked> lock(Mutiny.Session session, TokenHash token, UUID attemptId, Instant now) {
        return SessionSql.single(
                        session,
                        String.class,
                        LOCK,
                        Buffer.buffer(token.bytes()),
                        Json.text(List.of(Json.object().put("attempt_id", attemptId.toString()))),
                        now.toString())
                .map(json -> json == null ? null : locked(json));
    }

    private static Locked locked(String json) {
        ObjectNode tree = Json.read(json, ObjectNode.class);
        return new Locked(tree.get("repeated").booleanValue(), Json.convert(tree, SessionRow.class));
    }

    /** Stores the row's level and times, and appends what was proven in this attempt. */
    static Uni<Long> add(
            Mutiny.Session session, SessionRow row, List<AuthenticationMethodBody> proven, UUID attemptId) {
        return SessionSql.single(
                session,
                Long.class,
                ADD,
                row.id().toString(),
                row.aal(),
                stored(proven, attemptId),
                row.authenticatedAt().toString(),
                row.expiresAt().toString());
    }

    /**
     * Gives a session another token.
     *
     * @param used the token that the request came with
     * @param until when that one opens the session no longer
     */
    static Uni<Long> renew(Mutiny.Session session, UUID id, TokenHash token, TokenHash used, Instant until) {
        return SessionSql.single(
                session,
                Long.class,
                RENEW,
                id.toString(),
                Buffer.buffer(token.bytes()),
                Buffer.buffer(used.bytes()),
                until.toString());
    }

    private static String stored(List<AuthenticationMethodBody> methods, UUID attemptId) {
        ArrayNode entries = Json.MAPPER.createArrayNode();
        for (AuthenticationMethodBody method : methods) {
            ObjectNode entry = Json.MAPPER.valueToTree(method);
            entries.add(entry.put("attempt_id", attemptId.toString()));
        }
        return entries.toString();
    }
}
