package io.ostiary.inbox.mail;

import io.ostiary.inbox.smtp.Envelope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps the newest mails, in memory. Safe for use by several threads. */
public final class Mailbox {

    /** Most mails that are kept. */
    public static final int MOST_MAILS = 500;

    /** Most bytes that are kept, as they came. */
    public static final long MOST_BYTES = 50L << 20;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 22;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Deque<Mail> newestFirst = new ArrayDeque<>();
    private final List<Consumer<Change>> watchers = new CopyOnWriteArrayList<>();
    private long bytes;

    public Mailbox(Clock clock) {
        this.clock = clock;
    }

    /** Stores a mail; done once it can be found. Reading it is left to a worker thread. */
    public Future<Void> receive(Envelope envelope) {
        Context context = Vertx.currentContext();
        return context == null
                ? Future.succeededFuture(envelope).map(this::store).mapEmpty()
                : context.executeBlocking(() -> store(envelope)).mapEmpty();
    }

    /** Stores a mail; gives it as it is kept. */
    public Mail store(Envelope envelope) {
        Mail mail =
                new Mail(id(), clock.instant(), false, envelope.from(), envelope.content(), MimeReader.read(envelope));
        boolean pruned = add(mail);
        tell(new Change.Came(mail));
        if (pruned) {
            tell(new Change.Pruned());
        }
        return mail;
    }

    /** All mails, the newest first. */
    public synchronized List<Mail> all() {
        return List.copyOf(newestFirst);
    }

    public List<Mail> all(Predicate<Mail> fits) {
        return all().stream().filter(fits).toList();
    }

    public synchronized int size() {
        return newestFirst.size();
    }

    public synchronized int unread() {
        return (int) newestFirst.stream().filter(each -> !each.read()).count();
    }

    /** A mail by its id, or the newest by the word {@code latest}. */
    public synchronized Optional<Mail> find(String id) {
        return id.equals("latest")
                ? newestFirst.stream().findFirst()
                : newestFirst.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Marks mails; all when no id is given. */
    public void mark(Collection<String> ids, boolean read) {
        List<String> changed = new ArrayList<>();
        synchronized (this) {
            List<Mail> marked = new ArrayList<>();
            for (Mail mail : newestFirst) {
                boolean meant = (ids.isEmpty() || ids.contains(mail.id())) && mail.read() != read;
                marked.add(meant ? mail.marked(read) : mail);
                if (meant) {
                    changed.add(mail.id());
                }
            }
            newestFirst.clear();
            newestFirst.addAll(marked);
        }
        if (!changed.isEmpty()) {
            tell(new Change.Marked(changed, read));
        }
    }

    /** Deletes mails; all when no id is given. */
    public void delete(Collection<String> ids) {
        List<String> deleted = new ArrayList<>();
        synchronized (this) {
            Set<String> meant = Set.copyOf(ids);
            newestFirst.removeIf(mail -> {
                boolean goes = meant.isEmpty() || meant.contains(mail.id());
                if (goes) {
                    bytes -= mail.size();
                    deleted.add(mail.id());
                }
                return goes;
            });
        }
        tell(ids.isEmpty() ? new Change.Emptied() : new Change.Deleted(deleted));
    }

    /** Tells of every change from now on; run the result to be told no more. */
    public Runnable watch(Consumer<Change> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private synchronized boolean add(Mail mail) {
        newestFirst.addFirst(mail);
        bytes += mail.size();
        boolean pruned = false;
        while (newestFirst.size() > MOST_MAILS || (bytes > MOST_BYTES && newestFirst.size() > 1)) {
            bytes -= newestFirst.removeLast().size();
            pruned = true;
        }
        return pruned;
    }

    private void tell(Change change) {
        watchers.forEach(each -> each.accept(change));
    }

    private String id() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
