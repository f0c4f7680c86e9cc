package io.ostiary.session.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The statements that end sessions. Rows are locked in order of their ids, so that two revocations
 * don't wait for each other.
 */
final class PostgresRevocation {

    private static final TypeReference<List<Ending>> ENDINGS = new TypeReference<>() {};

    private static final String FOUND = """
            WITH found AS MATERIALIZED (
                SELECT id, identity_id, active, active AND expires_at > CAST(CAST($1 AS text) AS timestamptz) AS live
                FROM session WHERE %s FOR UPDATE
            ), changed AS (
                %s
            ), told AS (
                INSERT INTO invalidation (session_id) SELECT id FROM found WHERE active
            )
            SELECT CAST(coalesce(json_agg(found), '[]') AS text) FROM found
            """;
    private static final String DISABLE =
            "UPDATE session SET active = false FROM found WHERE session.id = found.id AND found.active";
    private static final String DELETE = "DELETE FROM session USING found WHERE session.id = found.id";
    private static final String IN_LIST = "ANY (CAST(string_to_array(CAST($2 AS text), ',') AS uuid[])) ORDER BY id";
    private static final String ID = "CAST(CAST($2 AS text) AS uuid)";
    private static final String OTHER_ID = "CAST(CAST($3 AS text) AS uuid)";

    private record Condition(String sql, List<Object> parameters) {}

    private PostgresRevocation() {}

    /**
     * Ends the selected sessions in the transaction of {@code session}.
     *
     * @param delete whether the rows go, or stay as inactive ones
     * @return what was found, active or not
     */
    static Uni<List<Ending>> end(Mutiny.Session session, Selection selection, boolean delete, Instant now) {
        Condition condition = condition(selection);
        List<Object> parameters = new ArrayList<>();
        parameters.add(now.toString());
        parameters.addAll(condition.parameters());
        String sql = FOUND.formatted(condition.sql(), delete ? DELETE : DISABLE);
        return SessionSql.single(session, String.class, sql, parameters.toArray())
                .map(PostgresRevocation::read);
    }

    private static Condition condition(Selection selection) {
        return switch (selection) {
            case Selection.OfToken s ->
                new Condition(
                        "token_sha256 = $2 OR earlier_token_sha256 = $2 AND earlier_token_until > CAST(CAST($1 AS text) AS timestamptz)",
                        List.of(Buffer.buffer(s.hash().bytes())));
            case Selection.One s ->
                new Condition("id = " + ID, List.of(s.sessionId().toString()));
            case Selection.Own s ->
                new Condition(
                        "identity_id = " + ID + " AND id = " + OTHER_ID,
                        List.of(s.identityId().toString(), s.sessionId().toString()));
            case Selection.OfIdentity s -> ofIdentity(s.identityId(), s.exceptSessionId());
            case Selection.Several s -> new Condition("id = " + IN_LIST, List.of(joined(s.sessionIds())));
            case Selection.OfIdentities s ->
                new Condition("identity_id = " + IN_LIST, List.of(joined(s.identityIds())));
            case Selection.Any s ->
                new Condition(
                        (s.activeOnly() ? "active" : "true") + " ORDER BY id LIMIT CAST($2 AS integer)",
                        List.of(s.limit()));
        };
    }

    private static Condition ofIdentity(UUID identity, @Nullable UUID except) {
        return except == null
                ? new Condition("identity_id = " + ID + " ORDER BY id", List.of(identity.toString()))
                : new Condition(
                        "identity_id = " + ID + " AND id <> " + OTHER_ID + " ORDER BY id",
                        List.of(identity.toString(), except.toString()));
    }

    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static List<Ending> read(String json) {
        try {
            return Json.MAPPER.readValue(json, ENDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was ended can't be read", e);
        }
    }
}
