package io.ostiary.outbox.relay;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a batch of events in rounds: each round has at most one event per key, is confirmed by
 * the broker and marked in the database before the next one begins. So an event can overtake its
 * predecessor neither by a time-out with unknown outcome, nor by a producer that was given up, nor
 * when another relay takes the bucket over; what may happen is a repeat, with the same id. A relay
 * that was stopped between reading and sending sends nothing of what it read: {@link
 * Lease#isProven}.
 */
final class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final int BATCH = 256;
    private static final int HELD_AT_MOST = 10_000;

    static final String READ = """
            SELECT position, aggregateid, destination, payload FROM outbox
            WHERE effect_key IS NULL AND bucket = ANY($1) AND NOT aggregateid = ANY($2)
            ORDER BY position LIMIT $3
            """;

    /** Moves rows of the outbox to the published ones, in one statement. */
    private static final String MARK = """
            WITH done AS (DELETE FROM outbox WHERE position = ANY($1) RETURNING *)
            INSERT INTO outbox_published
                (position, id, aggregateid, type, payload, destination, created_at, published_at)
            SELECT position, id, aggregateid, type, payload, destination, created_at, now()
            FROM done ORDER BY position
            """;

    private static final String ATTEMPT = "UPDATE outbox SET attempts = attempts + 1 WHERE position = $1";

    private record Waiting(long position, String key, String topic, String payload) {}

    private final Broker broker;
    private final RelayMetrics metrics;
    private final long sendMillis;
    private final long holdNanos;

    /**
     * Keys that wait behind an event that Kafka refuses, with the time (nanoTime) of the next try.
     */
    private final Map<String, Long> held = new HashMap<>();

    EventPublisher(Broker broker, RelayConfig config, RelayMetrics metrics) {
        this.broker = broker;
        this.metrics = metrics;
        this.sendMillis = config.sendDeadline().toMillis() + 2_000;
        this.holdNanos = config.hold().toNanos();
    }

    /**
     * Publishes what is due, up to a batch.
     *
     * @return whether there may be more at once
     */
    boolean publish(Lease lease) throws RelayException {
        if (!broker.ready()) {
            return false;
        }
        long now = System.nanoTime();
        held.values().removeIf(until -> now - until > 0);
        metrics.heldKeys(held.size());
        // While the broker has not shown that it is back, one event is the probe.
        int limit = broker.downSince().isPresent() ? 1 : BATCH;
        List<Waiting> batch = read(lease, limit);
        boolean full = batch.size() == limit;
        while (!batch.isEmpty()) {
            List<Waiting> round = firstOfEachKey(batch);
            if (!send(lease, round)) {
                return false;
            }
            batch.removeAll(round);
            batch.removeIf(event -> held.containsKey(event.key()));
        }
        return full;
    }

    private List<Waiting> read(Lease lease, int limit) throws RelayException {
        List<Waiting> batch = new ArrayList<>();
        String[] skipped = held.keySet().toArray(String[]::new);
        for (Row row : lease.query(READ, Tuple.of(lease.buckets(), skipped, limit))) {
            String topic = row.getString(2).substring("kafka:".length());
            batch.add(new Waiting(row.getLong(0), row.getString(1), topic, row.getString(3)));
        }
        return batch;
    }

    private static List<Waiting> firstOfEachKey(List<Waiting> batch) {
        Map<String, Waiting> first = new LinkedHashMap<>();
        batch.forEach(event -> first.putIfAbsent(event.key(), event));
        return List.copyOf(first.values());
    }

    /** Sends a round and marks what was confirmed; false if the broker failed. */
    private boolean send(Lease lease, List<Waiting> round) throws RelayException {
        Round results = new Round();
        for (Waiting event : round) {
            if (!lease.isProven()) {
                results.abandoned = true;
            } else if (results.failure == null) {
                hand(event, results);
            }
        }
        results.sent.forEach((event, answer) -> results.note(event, outcome(answer)));
        mark(lease, results);
        if (results.failure != null) {
            metrics.sendFailed();
            broker.failed(results.failure);
        }
        return results.failure == null && !results.abandoned;
    }

    private void hand(Waiting event, Round results) {
        try {
            results.sent.put(event, broker.send(event.topic(), event.key(), event.payload()));
        } catch (RuntimeException e) {
            results.note(event, e);
        }
    }

    /** What became of the events of one round. */
    private final class Round {
        private final Map<Waiting, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        private final List<Long> confirmed = new ArrayList<>();
        private final List<Waiting> refused = new ArrayList<>();
        private @Nullable Throwable failure;
        private boolean abandoned;

        private void note(Waiting event, @Nullable Throwable outcome) {
            if (outcome == null) {
                confirmed.add(event.position());
            } else if (isRefusal(outcome)) {
                refused.add(event);
                hold(event, outcome);
            } else if (failure == null) {
                failure = outcome;
                // Giving the producer up ends the wait for the rest of the round, too.
                broker.close();
            }
        }
    }

    private void mark(Lease lease, Round results) throws RelayException {
        if (!results.confirmed.isEmpty()) {
            broker.confirmed();
            lease.query(MARK, Tuple.of(results.confirmed.toArray(Long[]::new)));
            metrics.published(results.confirmed.size());
        }
        for (Waiting event : results.refused) {
            lease.query(ATTEMPT, Tuple.of(event.position()));
        }
    }

    /** Why it was not published; null when the broker confirmed it. */
    private @Nullable Throwable outcome(Future<RecordMetadata> answer) {
        try {
            answer.get(sendMillis, TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    /** The event itself is at fault, not the broker. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }

    private void hold(Waiting event, Throwable failure) {
        if (held.size() < HELD_AT_MOST) {
            held.put(event.key(), System.nanoTime() + holdNanos);
        }
        if (metrics.firstTime(event.position())) {
            LOG.errorf(
                    "the event at outbox position %d cannot be sent and holds up its key: %s",
                    event.position(), failure.getClass().getSimpleName());
        }
        metrics.heldKeys(held.size());
    }
}
