package io.ostiary.session.whoami;

import io.ostiary.session.token.TokenHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finished answers by token hash, bounded in number and bytes. Reading takes no lock. Storing and
 * forgetting do, because the rule between them is what makes the cache right: <em>a read is not
 * stored if anything it shows was forgotten since it began</em>. The read may have seen the
 * database before the change that was forgotten.
 *
 * <p>When full, the answer that wasn't used for the longest round goes (second chance, as in the
 * CLOCK algorithm).
 */
final class WhoamiMemory {

    /** How long what was forgotten is kept in mind; a read that took longer is never stored. */
    static final long LONGEST_READ_NANOS = 10_000_000_000L;

    private static final int OVERHEAD_BYTES = 600;

    private static final class Entry {
        final RememberedSession session;
        // Written without synchronisation by readers: a lost mark costs one database read at most.
        boolean used;

        Entry(RememberedSession session) {
            this.session = session;
        }
    }

    /** The beginning of a read. */
    record Ticket(long sequence, long nanos) {}

    private record Forgotten(long sequence, long nanos) {}

    private final int largestNumber;
    private final long largestBytes;
    private final ConcurrentHashMap<TokenHash, Entry> entries = new ConcurrentHashMap<>();
    private final Map<UUID, Set<TokenHash>> byId = new HashMap<>();
    private final LinkedHashSet<TokenHash> order = new LinkedHashSet<>();
    private final LinkedHashMap<UUID, Forgotten> forgotten = new LinkedHashMap<>();
    private long bytes;
    private long allForgotten;
    private volatile long sequence;

    /**
     * @param largestNumber of answers; 0 remembers nothing
     * @param largestBytes that the answers may take together
     */
    WhoamiMemory(int largestNumber, long largestBytes) {
        this.largestNumber = largestNumber;
        this.largestBytes = largestBytes;
    }

    /**
     * The answer to that token, or null. Whether it may be used is the caller's to judge:
     * freshness, expiry, level.
     */
    @Nullable
    RememberedSession find(TokenHash hash) {
        Entry entry = entries.get(hash);
        if (entry == null) {
            return null;
        }
        if (!entry.used) {
            entry.used = true;
        }
        return entry.session;
    }

    /** To be taken before the database is asked. */
    Ticket begin(long nanos) {
        return new Ticket(sequence, nanos);
    }

    /** Stores what was read since the ticket was taken. @return false when it had to be dropped */
    synchronized boolean store(Ticket ticket, long nanos, TokenHash hash, RememberedSession session) {
        if (largestNumber == 0
                || nanos - ticket.nanos() > LONGEST_READ_NANOS
                || wasForgottenSince(ticket, session.sessionId())
                || wasForgottenSince(ticket, session.identityId())) {
            return false;
        }
        remove(hash);
        entries.put(hash, new Entry(session));
        byId.computeIfAbsent(session.sessionId(), id -> new HashSet<>(2)).add(hash);
        byId.computeIfAbsent(session.identityId(), id -> new HashSet<>(2)).add(hash);
        order.add(hash);
        bytes += size(session);
        makeRoom();
        return true;
    }

    /**
     * Forgets what is remembered of these sessions and identities, and keeps reads under way from
     * bringing it back.
     */
    synchronized void forget(Collection<UUID> sessionsOrIdentities, long nanos) {
        if (sessionsOrIdentities.isEmpty()) {
            return;
        }
        Forgotten mark = new Forgotten(++sequence, nanos);
        for (UUID id : sessionsOrIdentities) {
            forgotten.remove(id);
            forgotten.put(id, mark);
            List.copyOf(byId.getOrDefault(id, Set.of())).forEach(this::remove);
        }
        dropOldMarks(nanos);
    }

    /** Forgets everything, reads under way included: this replica has lost track. */
    synchronized void forgetAll() {
        entries.clear();
        byId.clear();
        order.clear();
        bytes = 0;
        allForgotten = ++sequence;
    }

    /** How many answers are remembered. */
    int count() {
        return entries.size();
    }

    /** How many bytes the answers take together, roughly. */
    synchronized long bytes() {
        return bytes;
    }

    private boolean wasForgottenSince(Ticket ticket, UUID id) {
        Forgotten mark = forgotten.get(id);
        return ticket.sequence() < allForgotten || mark != null && mark.sequence() > ticket.sequence();
    }

    private void remove(TokenHash hash) {
        Entry entry = entries.remove(hash);
        if (entry != null) {
            order.remove(hash);
            bytes -= size(entry.session);
            removeIndex(entry.session.sessionId(), hash);
            removeIndex(entry.session.identityId(), hash);
        }
    }

    private void removeIndex(UUID id, TokenHash hash) {
        Set<TokenHash> hashes = byId.get(id);
        if (hashes != null && hashes.remove(hash) && hashes.isEmpty()) {
            byId.remove(id);
        }
    }

    private void makeRoom() {
        while (entries.size() > largestNumber || bytes > largestBytes) {
            TokenHash oldest = order.iterator().next();
            Entry entry = entries.get(oldest);
            if (entry != null && entry.used) {
                entry.used = false;
                order.remove(oldest);
                order.add(oldest);
            } else {
                remove(oldest);
            }
        }
    }

    private void dropOldMarks(long nanos) {
        Iterator<Forgotten> marks = forgotten.values().iterator();
        while (marks.hasNext() && nanos - marks.next().nanos() > 2 * LONGEST_READ_NANOS) {
            marks.remove();
        }
    }

    private static int size(RememberedSession session) {
        return session.bytes() + OVERHEAD_BYTES;
    }
}
