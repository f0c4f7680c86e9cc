package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Changes an identity: read, change, write if nobody else wrote meanwhile, else begin again. Every
 * change of an identity that exists goes through here, so that none forgets its version, its events
 * or its snapshot.
 */
@Singleton
public class ChangeIdentity {

    private static final int ATTEMPTS = 10;

    /**
     * The outcome.
     *
     * @param before the identity as it was
     * @param after as it is; the same object as {@code before} when there was nothing to change
     * @param effects what others have to do
     */
    public record Changed(Identity before, Identity after, List<PendingEffect> effects) {

        /** Whether anything was written. */
        public boolean isWritten() {
            return before != after;
        }
    }

    private final PostgresIdentities identities;
    private final Transactions transactions;
    private final IdentityConsequences consequences;

    ChangeIdentity(PostgresIdentities identities, Transactions transactions, IdentityConsequences consequences) {
        this.identities = identities;
        this.transactions = transactions;
        this.consequences = consequences;
    }

    /**
     * Changes an identity with the usual consequences.
     *
     * @param change pure, may be called more than once, may throw a problem
     * @return fails with {@link Problem.NotFound}, or with {@link TakenException}
     */
    public Uni<Changed> apply(UUID id, Cause cause, UnaryOperator<Identity> change) {
        return apply(id, cause, change, consequences::changed);
    }

    /** As {@link #apply(UUID, Cause, UnaryOperator)}, with consequences of the caller's choice. */
    public Uni<Changed> apply(
            UUID id,
            Cause cause,
            UnaryOperator<Identity> change,
            BiFunction<Identity, Identity, List<Consequence>> following) {
        return attempt(id, new Wanted(cause, change, following), ATTEMPTS);
    }

    /**
     * As {@link #apply(UUID, Cause, UnaryOperator, BiFunction)}, once, in a transaction of the
     * caller's.
     *
     * @return fails with {@link Problem.Unavailable} when somebody else wrote meanwhile
     */
    public Uni<Changed> applyIn(
            Mutiny.Session session,
            UUID id,
            Cause cause,
            UnaryOperator<Identity> change,
            BiFunction<Identity, Identity, List<Consequence>> following) {
        Wanted wanted = new Wanted(cause, change, following);
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(before -> writeIn(session, before, wanted))
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.Unavailable(
                        "Somebody else changes the identity at this moment.", Duration.ofSeconds(1))));
    }

    private Uni<Changed> writeIn(Mutiny.Session session, Identity before, Wanted wanted) {
        Identity after = wanted.change().apply(before);
        return after.saysTheSame(before)
                ? Uni.createFrom().item(new Changed(before, before, List.of()))
                : write(session, before, after, wanted);
    }

    private record Wanted(
            Cause cause, UnaryOperator<Identity> change, BiFunction<Identity, Identity, List<Consequence>> following) {}

    private Uni<Changed> attempt(UUID id, Wanted wanted, int left) {
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(before -> write(before, wanted))
                .chain(done -> done == null
                        ? again(id, wanted, left)
                        : Uni.createFrom().item(done));
    }

    private Uni<Changed> again(UUID id, Wanted wanted, int left) {
        return left > 1
                ? attempt(id, wanted, left - 1)
                : Uni.createFrom()
                        .failure(new ProblemException(
                                new Problem.Conflict("Others change this identity all the time. Try again.")));
    }

    private Uni<Changed> write(Identity before, Wanted wanted) {
        Identity after = wanted.change().apply(before);
        if (after.saysTheSame(before)) {
            return Uni.createFrom().item(new Changed(before, before, List.of()));
        }
        return transactions.run(session -> write(session, before, after, wanted));
    }

    private Uni<Changed> write(Mutiny.Session session, Identity before, Identity after, Wanted wanted) {
        return identities
                .update(session, before, after)
                .chain(done -> done
                        ? follow(session, before, after, wanted)
                        : Uni.createFrom().nullItem());
    }

    private Uni<Changed> follow(Mutiny.Session session, Identity before, Identity after, Wanted wanted) {
        List<Consequence> all = new ArrayList<>(wanted.following().apply(before, after));
        return transactions.append(session, wanted.cause(), all).map(effects -> new Changed(before, after, effects));
    }
}
