package io.ostiary.outbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.database.SessionSql;
import io.ostiary.outbox.write.Outbox;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out effects, each once per key. */
@ApplicationScoped
public class Inbox {

    private static final String RECORD =
            "INSERT INTO effect_receipt (effect_key, type, result, received_at) VALUES ($1, $2, $3, now())"
                    + " ON CONFLICT DO NOTHING";
    private static final String RESULT = "SELECT result FROM effect_receipt WHERE effect_key = $1";
    private static final String NOTHING = "null";

    private final Map<String, EffectHandler> handlers;
    private final Outbox outbox;
    private final Pool pool;

    Inbox(@All List<EffectHandler> handlers, Outbox outbox, Pool pool) {
        this.handlers = handlers.stream().collect(Collectors.toMap(EffectHandler::type, Function.identity()));
        this.outbox = outbox;
        this.pool = pool;
    }

    /**
     * Carries out the effect in a transaction of its own, or returns the result of the delivery
     * that did. Must be called on an event loop, outside of any other transaction.
     *
     * <p>The receipt is written last, in the handler's transaction. A repeat therefore fails at the
     * latest there, takes back what it did, and finds the first one's receipt; a first delivery
     * pays for one statement only.
     *
     * @return the handler's result; fails with its failure, or with {@link Problem.NotFound} for an
     *     unknown type
     */
    public Uni<JsonNode> handle(ReceivedEffect effect) {
        EffectHandler handler = handlers.get(effect.type());
        if (handler == null) {
            return Uni.createFrom().failure(new ProblemException(new Problem.NotFound("There is no such effect.")));
        }
        return Panache.withTransaction(() -> carryOut(handler, effect))
                .invoke(outbox::committed)
                .invoke(() -> handler.carriedOut(effect))
                .onFailure()
                .invoke(() -> handler.takenBack(effect))
                // A caller that no longer waits must not end a session in the middle of a
                // statement.
                .memoize()
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure -> resultBefore(effect, failure));
    }

    /**
     * Takes an effect over into the session's transaction: who does what it asks for by itself keeps a later delivery from
     * doing it again.
     *
     * @return false: it has been carried out before, and there is nothing left to do
     */
    public Uni<Boolean> claim(Mutiny.Session session, String key, String type) {
        return SessionSql.update(session, RECORD, key, type, NOTHING).map(inserted -> inserted == 1);
    }

    private static Uni<JsonNode> carryOut(EffectHandler handler, ReceivedEffect effect) {
        return Panache.getSession()
                .chain(session -> handler.handle(session, effect).call(result -> record(session, effect, result)));
    }

    private static Uni<Integer> record(Mutiny.Session session, ReceivedEffect effect, JsonNode result) {
        return session.flush().chain(() -> insertReceipt(session, effect, result));
    }

    private static Uni<Integer> insertReceipt(Mutiny.Session session, ReceivedEffect effect, JsonNode result) {
        return SessionSql.update(
                        session, RECORD, effect.key(), effect.type(), result == null ? NOTHING : result.toString())
                .invoke(Inbox::refuseRepeat);
    }

    private static void refuseRepeat(int inserted) {
        if (inserted == 0) {
            throw new RepeatedEffectException();
        }
    }

    private Uni<JsonNode> resultBefore(ReceivedEffect effect, Throwable failure) {
        return pool.preparedQuery(RESULT)
                .execute(Tuple.of(effect.key()))
                .chain(rows -> stored(rows.iterator(), failure));
    }

    private static Uni<JsonNode> stored(RowIterator<Row> rows, Throwable failure) {
        if (!rows.hasNext()) {
            return Uni.createFrom().failure(failure);
        }
        JsonNode result = Json.read(rows.next().getString(0), JsonNode.class);
        return Uni.createFrom().item(result.isNull() ? null : result);
    }

    /** Takes a repeat's transaction back; never leaves the inbox. */
    private static final class RepeatedEffectException extends RuntimeException {

        RepeatedEffectException() {
            super("the effect has been carried out before", null, false, false);
        }
    }
}
