package io.ostiary.outbox.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.write.EffectTransport;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Delivers the effects that were not acknowledged within their grace: their request died, or the
 * service that carries them out was away. Repeats are harmless, so a failed delivery is tried again
 * for good, after 1 s, 2 s, 4 s, … up to a minute. Effects keep no order; what must not be
 * overtaken carries a version. So any relay delivers them, whoever owns their bucket: it takes a
 * few for a while and nobody else sees them meanwhile.
 */
final class EffectRelay {

    private static final Logger LOG = Logger.getLogger(EffectRelay.class);
    private static final int AT_ONCE = 16;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    /** The deadline of a delivery may pass, and what is then written has a deadline, too. */
    private static final int DEADLINES_TAKEN = 3;

    private static final String TAKE = """
            UPDATE outbox SET deliver_after = now() + make_interval(secs => $1)
            WHERE position = ANY (ARRAY(
                SELECT position FROM outbox WHERE effect_key IS NOT NULL AND deliver_after <= now()
                ORDER BY deliver_after LIMIT $2 FOR UPDATE SKIP LOCKED))
            RETURNING id, destination, type, effect_key, payload, attempts
            """;
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY($1)";
    private static final String POSTPONE =
            "UPDATE outbox SET attempts = attempts + 1, deliver_after = now() + make_interval(secs => $2)"
                    + " WHERE id = $1";

    private record Due(UUID id, ServiceName service, String type, String key, String payload, int attempts) {}

    private record Outcome(Due effect, Throwable failure) {}

    private final EffectTransport transport;
    private final RelayMetrics metrics;
    private final Duration deadline;
    private final double takenSeconds;

    EffectRelay(EffectTransport transport, RelayConfig config, RelayMetrics metrics) {
        this.transport = transport;
        this.metrics = metrics;
        this.deadline = config.effectDeadline();
        this.takenSeconds = DEADLINES_TAKEN * deadline.toMillis() / 1000.0;
    }

    /**
     * Delivers what is due, up to a batch.
     *
     * @return whether there may be more at once
     */
    boolean deliver(Lease lease) throws RelayException {
        List<CompletableFuture<Outcome>> calls =
                take(lease).stream().map(this::call).toList();
        List<UUID> delivered = new ArrayList<>();
        for (CompletableFuture<Outcome> call : calls) {
            Outcome outcome = call.join();
            if (outcome.failure() == null) {
                delivered.add(outcome.effect().id());
                metrics.effectDelivered();
            } else {
                postpone(lease, outcome);
            }
        }
        if (!delivered.isEmpty()) {
            lease.query(DELETE, Tuple.of(delivered.toArray(UUID[]::new)));
        }
        return calls.size() == AT_ONCE;
    }

    private List<Due> take(Lease lease) throws RelayException {
        List<Due> due = new ArrayList<>();
        for (Row row : lease.query(TAKE, Tuple.of(takenSeconds, AT_ONCE))) {
            String service = row.getString(1).substring("internal:".length());
            due.add(new Due(
                    row.getUUID(0),
                    ServiceName.of(service),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInteger(5)));
        }
        return due;
    }

    /** The transport keeps the deadline, so the future always completes. */
    private CompletableFuture<Outcome> call(Due effect) {
        ObjectNode body = Json.object()
                .put("id", effect.id().toString())
                .put("key", effect.key())
                .put("type", effect.type());
        body.set("payload", Json.read(effect.payload(), com.fasterxml.jackson.databind.JsonNode.class));
        return transport
                .post(effect.service(), "/internal/effects", body, deadline)
                .subscribeAsCompletionStage()
                .handle((result, failure) -> new Outcome(effect, failure));
    }

    private void postpone(Lease lease, Outcome outcome) throws RelayException {
        Due effect = outcome.effect();
        metrics.effectFailed();
        if (effect.attempts() == 0 || effect.attempts() % 10 == 9) {
            Throwable failure = outcome.failure();
            LOG.warnf(
                    "effect %s %s on %s is not delivered yet, attempt %d: %s",
                    effect.type(),
                    effect.id(),
                    effect.service().wire(),
                    effect.attempts() + 1,
                    failure instanceof CompletionException ? failure.getCause() : failure);
        }
        double pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(effect.attempts(), 6));
        lease.query(POSTPONE, Tuple.of(effect.id(), pause));
    }
}
