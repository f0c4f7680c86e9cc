package io.ostiary.identity.identity;

import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One transaction for a decision and what follows from it. Failures of the database leave it with
 * their meaning.
 */
@Singleton
public class Transactions {

    private final Outbox outbox;

    Transactions(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Does the work in a transaction and wakes the relay after the commit. Must be called on an
     * event loop.
     *
     * @return its result; fails with {@link TakenException}, or with a problem
     */
    public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession().chain(work::apply))
                .invoke(outbox::committed)
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /** Writes what follows; the last step of a transaction. */
    public Uni<List<PendingEffect>> append(
            Mutiny.Session session, Cause cause, List<? extends Consequence> consequences) {
        return outbox.append(session, cause, consequences);
    }
}
