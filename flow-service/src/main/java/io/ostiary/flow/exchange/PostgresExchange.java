package io.ostiary.flow.exchange;

import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.SecretTexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Keeps the two halves of an exchange. The first half goes to the app with its flow, the second to
 * the browser's last redirect; only who has both gets the token. Codes are stored as SHA-256, the
 * token is sealed as in a cookie.
 */
@Singleton
public class PostgresExchange {

    private static final String ASKED = "exchange";
    private static final String OPEN =
            "INSERT INTO session_exchange (flow_id, init_code, return_to_code, expires_at) VALUES ($1, $2, $3, $4)";
    private static final String COMPLETE =
            "UPDATE session_exchange SET sealed_token = $1, return_to_code = $2 WHERE flow_id = $3";
    private static final String MOVE = "UPDATE session_exchange SET flow_id = $1 WHERE flow_id = $2";
    private static final String TAKE = "DELETE FROM session_exchange WHERE init_code = $1 AND return_to_code = $2"
            + " AND sealed_token IS NOT NULL AND expires_at > $3 RETURNING sealed_token";

    private final Pool pool;
    private final SessionCookie cookie;
    private final Clock clock;

    PostgresExchange(Pool pool, SessionCookie cookie, Clock clock) {
        this.pool = pool;
        this.cookie = cookie;
        this.clock = clock;
    }

    /** Notes on a new flow that its native client asks for an exchange. */
    public void announce(ClientRequest request, Flow flow) {
        if (flow.isNative() && request.queryIsTrue("return_session_token_exchange_code")) {
            flow.context().put(ASKED, true);
        }
    }

    /**
     * Opens the exchange that a stored flow announced, and shows its first half in the answer, only
     * there.
     */
    public Uni<Void> open(Flow flow) {
        if (!flow.context().has(ASKED)) {
            return Uni.createFrom().voidItem();
        }
        String init = SecretTexts.random();
        String returnTo = SecretTexts.random();
        flow.showOnce("session_token_exchange_code", Json.tree(init));
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(
                        flow.id(), hash(init), hash(returnTo), flow.expiresAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Whether the flow's client waits for a session that a browser opens for it. */
    public boolean isAskedBy(Flow flow) {
        return flow.context().has(ASKED);
    }

    /** Has another flow of the same client take over the exchange, before that flow is stored. */
    public Uni<Void> move(Flow from, Flow to) {
        if (!isAskedBy(from)) {
            return Uni.createFrom().voidItem();
        }
        to.context().put(ASKED, true);
        return pool.preparedQuery(MOVE).execute(Tuple.of(to.id(), from.id())).replaceWithVoid();
    }

    /**
     * Puts the session of a finished flow into its exchange.
     *
     * @return the second half of the code, for the browser's way back to the app; empty when the flow has no exchange
     */
    public Uni<Optional<String>> complete(Flow flow, Secret token) {
        if (!isAskedBy(flow)) {
            return Uni.createFrom().item(Optional.empty());
        }
        String returnTo = SecretTexts.random();
        return pool.preparedQuery(COMPLETE)
                .execute(Tuple.of(cookie.seal(token), hash(returnTo), flow.id()))
                .replaceWith(Optional.of(returnTo));
    }

    /**
     * The token behind both halves, once; empty when they don't belong together, the flow isn't
     * finished, or somebody has taken it already.
     */
    public Uni<Optional<Secret>> take(String init, String returnTo) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(hash(init), hash(returnTo), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(this::token);
    }

    private static Buffer hash(String code) {
        return Buffer.buffer(SecretTexts.sha256(code));
    }

    private Optional<Secret> token(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? Optional.empty()
                : cookie.open(rows.iterator().next().getString("sealed_token"));
    }
}
