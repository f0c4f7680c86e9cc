package io.ostiary.flow.limit;

import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.DecidingStatement;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Counts failures in PostgreSQL: read by one indexed query before a guess, written by one statement after a failure. */
@Singleton
class PostgresFailures {

    /** Rows of a network in one window, so that few wait for one another. */
    private static final int BUCKETS = 8;

    private static final String READ = "SELECT subject, slot, sum(failures)::int, max(last_at) FROM failure"
            + " WHERE subject = ANY($1) AND expires_at > $2 GROUP BY subject, slot";

    private static final String INSERT =
            "INSERT INTO failure AS f (subject, slot, bucket, account, failures, last_at, expires_at) ";

    /** Counts anew once what was there is forgotten. */
    private static final String COUNT = " ON CONFLICT (subject, slot, bucket) DO UPDATE SET"
            + " failures = CASE WHEN f.expires_at <= excluded.last_at THEN 1 ELSE f.failures + 1 END,"
            + " last_at = excluded.last_at, expires_at = excluded.expires_at";

    /**
     * Of the failures of one network some count towards the account, {@code $7}. Parameters: {@code $1} the pair, {@code $2}
     * the account, {@code $3} the network, {@code $4} now, {@code $5} when the account's are forgotten, {@code $6} when the
     * network's are, {@code $8} the window, {@code $9} the bucket.
     */
    private static final DecidingStatement ADD = counting(
            "pair AS (" + INSERT
                    + "SELECT $1::bytea, 0, 0, $2::bytea, 1, $4::timestamptz, $5::timestamptz WHERE $1::bytea IS NOT NULL"
                    + COUNT
                    + " RETURNING failures), account AS (" + INSERT
                    + "SELECT $2::bytea, 0, 0, $2::bytea, 1, $4::timestamptz, $5::timestamptz"
                    + " WHERE $2::bytea IS NOT NULL AND coalesce((SELECT failures FROM pair), 0) <= $7::int" + COUNT
                    + " RETURNING failures), network AS (" + INSERT
                    + "SELECT $3::bytea, $8::bigint, $9::smallint, NULL, 1, $4::timestamptz, $6::timestamptz"
                    + " WHERE $3::bytea IS NOT NULL" + COUNT + ")",
            9);

    /** {@code $1} the browser, {@code $2} the account, {@code $3} now, {@code $4} when they are forgotten. */
    private static final DecidingStatement ADD_OF_BROWSER =
            counting("browser AS (" + INSERT + "VALUES ($1, 0, 0, $2, 1, $3, $4)" + COUNT + ")", 4);

    /** What is counted is counted; there is nothing that it could fail to find. */
    private static DecidingStatement counting(String clauses, int parameters) {
        return new DecidingStatement(clauses + ", decided AS (SELECT 1)", parameters);
    }

    private static final String OF_ACCOUNTS =
            "SELECT account, subject = account, failures, last_at, expires_at FROM failure"
                    + " WHERE account = ANY($1) AND expires_at > $2 ORDER BY last_at DESC LIMIT $3";

    private static final String LIFT = "DELETE FROM failure WHERE account = ANY($1)";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;
    private final LimitSettings settings;

    PostgresFailures(Pool pool, Outbox outbox, Clock clock, LimitSettings settings) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
    }

    /** What was counted of a guess; at most a few rows for each subject. */
    Uni<Counted> counted(Guess guess) {
        byte[][] subjects = guess.subjects();
        if (subjects.length == 0) {
            return Uni.createFrom().item(Counted.NOTHING);
        }
        return pool.preparedQuery(READ)
                .execute(Tuple.of(buffers(List.of(subjects)), at(clock.instant())))
                .map(rows -> counted(guess, rows));
    }

    private Counted counted(Guess guess, RowSet<Row> rows) {
        long slot = settings.networks().slot(clock.instant());
        return new Counted(
                tally(rows, guess.account(), 0),
                tally(rows, guess.pair(), 0),
                tally(rows, guess.browser(), 0),
                tally(rows, guess.network(), slot - 1).failures(),
                tally(rows, guess.network(), slot).failures());
    }

    private static Tally tally(RowSet<Row> rows, byte @Nullable [] subject, long slot) {
        for (Row row : rows) {
            if (subject != null
                    && row.getLong(1) == slot
                    && Arrays.equals(row.getBuffer(0).getBytes(), subject)) {
                return new Tally(row.getInteger(2), row.getOffsetDateTime(3).toInstant());
            }
        }
        return Tally.NONE;
    }

    /** Counts a failure of somebody unknown, and writes the event that tells of it. */
    Uni<Void> add(Guess guess, UUID attemptId, Event event) {
        Instant now = clock.instant();
        long slot = settings.networks().slot(now);
        return write(
                ADD,
                Arrays.asList(
                        buffer(guess.pair()),
                        buffer(guess.account()),
                        buffer(guess.network()),
                        at(now),
                        at(now.plus(settings.accounts().forgetAfter())),
                        at(settings.networks().expiry(slot)),
                        settings.accounts().fromOneNetwork(),
                        slot,
                        (short) Math.floorMod(attemptId.getLeastSignificantBits(), BUCKETS)),
                event);
    }

    /** Counts a failure in a browser that is known, and writes the event that tells of it. */
    Uni<Void> addOfBrowser(Guess guess, Event event) {
        Instant now = clock.instant();
        return write(
                ADD_OF_BROWSER,
                Arrays.asList(
                        buffer(guess.browser()),
                        buffer(guess.account()),
                        at(now),
                        at(now.plus(settings.accounts().forgetAfter()))),
                event);
    }

    /** Writes an event alone. */
    Uni<Void> tell(Event event) {
        return outbox.write(pool, List.of(event)).replaceWithVoid();
    }

    private Uni<Void> write(DecidingStatement statement, List<@Nullable Object> parameters, Event event) {
        return outbox.decide(pool, statement, parameters, Cause.UNKNOWN, List.of(event))
                .replaceWithVoid();
    }

    /**
     * What is counted at an account.
     *
     * @param account which
     * @param everywhere whether it is the count from everywhere; else of one network, or of one browser that is known
     * @param forgottenAt when it is forgotten
     */
    record OfAccount(byte[] account, boolean everywhere, Tally tally, Instant forgottenAt) {}

    /** What is counted at accounts, the latest first. */
    Uni<List<OfAccount>> of(List<byte[]> accounts, int most) {
        return pool.preparedQuery(OF_ACCOUNTS)
                .execute(Tuple.of(buffers(accounts), at(clock.instant()), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresFailures::ofAccount)
                        .toList());
    }

    private static OfAccount ofAccount(Row row) {
        return new OfAccount(
                row.getBuffer(0).getBytes(),
                row.getBoolean(1),
                new Tally(row.getInteger(2), row.getOffsetDateTime(3).toInstant()),
                row.getOffsetDateTime(4).toInstant());
    }

    /** Forgets what is counted at accounts. */
    Uni<Void> lift(List<byte[]> accounts) {
        return pool.preparedQuery(LIFT).execute(Tuple.of(buffers(accounts))).replaceWithVoid();
    }

    private static Buffer[] buffers(List<byte[]> all) {
        return all.stream().map(Buffer::buffer).toArray(Buffer[]::new);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
