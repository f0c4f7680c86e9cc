package io.ostiary.outbox.write;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes that a caller adds to a transaction that somebody else opens and commits. */
@FunctionalInterface
public interface TransactionWork {

    /** Nothing to write: what it would be added to needs no transaction for it. */
    TransactionWork NONE = session -> Uni.createFrom().voidItem();

    /** Writes in the session's transaction; a failure rolls all of it back. */
    Uni<Void> in(Mutiny.Session session);

    /** This, and then more. */
    default TransactionWork then(TransactionWork next) {
        if (this == NONE || next == NONE) {
            return this == NONE ? next : this;
        }
        return session -> in(session).chain(() -> next.in(session));
    }
}
