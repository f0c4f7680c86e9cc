package io.ostiary.outbox.relay;

import io.ostiary.outbox.write.Buckets;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The buckets that a lease holds advisory locks on, and how many are its share. Each live relay
 * holds one more lock, which all of them share: PostgreSQL's list of locks says how many there are,
 * and it forgets one at the moment its connection ends. In the order of their backends the first
 * {@code 64 mod live} relays get one bucket more than the others, so that the shares add up.
 */
final class OwnedBuckets {

    /** The schema takes part in the lock's name, because four services may share a database. */
    private static final String NAME = "hashtext(current_schema() || '.outbox')";

    /** Not a bucket, but held by every relay. */
    private static final int PRESENCE = Buckets.COUNT;

    private static final String APPEAR = "SELECT pg_try_advisory_lock_shared(" + NAME + ", " + PRESENCE + ")";

    private static final String LIVE = """
            SELECT count(*), count(*) FILTER (WHERE pid < pg_backend_pid()) FROM pg_locks
            WHERE locktype = 'advisory' AND classid = %s::oid AND objid = %d AND objsubid = 2 AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """.formatted(NAME, PRESENCE);

    private static final String CLAIM =
            "SELECT b FROM unnest($1::int[]) AS b WHERE pg_try_advisory_lock(" + NAME + ", b) LIMIT $2";
    private static final String GIVE_BACK = "SELECT pg_advisory_unlock(" + NAME + ", b) FROM unnest($1::int[]) AS b";

    private final Lease lease;
    private final SortedSet<Integer> owned = new TreeSet<>();
    private volatile Short[] now = {};

    OwnedBuckets(Lease lease) {
        this.lease = lease;
    }

    /** Sorted. */
    Short[] now() {
        return now;
    }

    /** Makes this relay count, until its connection ends. */
    void appear() throws RelayException {
        lease.query(APPEAR, Tuple.tuple());
    }

    /** Goes to this relay's share, as far as buckets are free. */
    void balance() throws RelayException {
        Row live = lease.query(LIVE, Tuple.tuple()).iterator().next();
        int share = share(live.getInteger(0), live.getInteger(1));
        if (owned.size() > share) {
            giveBack(owned.size() - share);
        } else if (owned.size() < share) {
            claim(share - owned.size());
        }
        now = owned.stream().map(Integer::shortValue).toArray(Short[]::new);
    }

    /**
     * How many buckets a relay may own.
     *
     * @param live how many relays there are
     * @param before how many of them come before it
     */
    static int share(int live, int before) {
        return Buckets.COUNT / live + (before < Buckets.COUNT % live ? 1 : 0);
    }

    private void claim(int missing) throws RelayException {
        List<Integer> others = new ArrayList<>();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            if (!owned.contains(bucket)) {
                others.add(bucket);
            }
        }
        for (Row row : lease.query(CLAIM, Tuple.of(others.toArray(Integer[]::new), missing))) {
            owned.add(row.getInteger(0));
        }
    }

    private void giveBack(int over) throws RelayException {
        List<Integer> surplus = List.copyOf(owned.reversed()).subList(0, over);
        surplus.forEach(owned::remove);
        lease.query(GIVE_BACK, Tuple.of((Object) surplus.toArray(Integer[]::new)));
    }
}
