package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.ChangeIdentity.Changed;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes what administrators do with identities that exist. Whoever is to be shut out is so before the answer, or the answer is
 * 503.
 */
@Singleton
class AdminWrites {

    private final PostgresIdentities identities;
    private final ChangeIdentity change;
    private final IdentityConsequences consequences;
    private final Transactions transactions;
    private final SnapshotDelivery snapshots;

    AdminWrites(
            PostgresIdentities identities,
            ChangeIdentity change,
            IdentityConsequences consequences,
            Transactions transactions,
            SnapshotDelivery snapshots) {
        this.identities = identities;
        this.change = change;
        this.consequences = consequences;
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    /** Deletes an identity; its sessions end before the answer. */
    Uni<Void> delete(UUID id) {
        return transactions
                .run(session -> delete(session, id))
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(snapshots::mustDeliver);
    }

    private Uni<@Nullable List<PendingEffect>> delete(Mutiny.Session session, UUID id) {
        return identities
                .delete(session, id)
                .chain(version -> version == null
                        ? Uni.createFrom().nullItem()
                        : transactions.append(session, Cause.UNKNOWN, consequences.deleted(id, version)));
    }

    /** Changes an identity; what is taken meanwhile is told as {@link Problem.Conflict}. */
    Uni<Changed> write(UUID id, UnaryOperator<Identity> how) {
        return change.apply(id, Cause.UNKNOWN, how)
                .onFailure(TakenException.class)
                .transform(taken -> new ProblemException(((TakenException) taken).problem()))
                .call(this::deliver);
    }

    /**
     * A repeated deactivation is delivered again: the first one may have been stored, but answered
     * 503.
     */
    private Uni<Void> deliver(Changed done) {
        if (done.after().state() == State.ACTIVE) {
            return snapshots.tryToDeliver(done.effects());
        }
        return done.isWritten()
                ? snapshots.mustDeliver(done.effects())
                : snapshots.mustDeliverAgain(consequences.snapshot(done.after()));
    }
}
