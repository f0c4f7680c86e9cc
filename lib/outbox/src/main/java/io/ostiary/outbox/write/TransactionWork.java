package io.ostiary.outbox.write;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes that a caller adds to a transaction that somebody else opens and commits. */
@FunctionalInterface
public interface TransactionWork {

    /** Writes in the session's transaction; a failure rolls all of it back. */
    Uni<Void> in(Mutiny.Session session);
}
