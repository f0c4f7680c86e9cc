package io.ostiary.identity.identity;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsRemoval;
import io.ostiary.identity.identity.ChangeIdentity.Changed;
import io.ostiary.identity.identity.IdentityRendering.Shown;
import io.ostiary.identity.importing.ImportCredentials;
import io.ostiary.identity.importing.PreparedImport;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What administrators do with identities that exist. Whoever is to be shut out is so before the
 * answer, or the answer is 503.
 */
@Singleton
public class AdminIdentities {

    private final PostgresIdentities identities;
    private final ChangeIdentity change;
    private final SchemaFollowing following;
    private final IdentityRendering rendering;
    private final IdentityConsequences consequences;
    private final Transactions transactions;
    private final SnapshotDelivery snapshots;
    private final ImportCredentials importing;
    private final CredentialsRemoval removal;
    private final Clock clock;

    AdminIdentities(
            PostgresIdentities identities,
            ChangeIdentity change,
            SchemaFollowing following,
            IdentityRendering rendering,
            IdentityConsequences consequences,
            Transactions transactions,
            SnapshotDelivery snapshots,
            ImportCredentials importing,
            CredentialsRemoval removal,
            Clock clock) {
        this.identities = identities;
        this.change = change;
        this.following = following;
        this.rendering = rendering;
        this.consequences = consequences;
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.importing = importing;
        this.removal = removal;
        this.clock = clock;
    }

    /** Replaces what the body names, {@code PUT}. */
    Uni<IdentityBody> replace(UUID id, UpdateBody body) {
        return exists(id)
                .chain(() -> importing.prepare(body.credentials()))
                .chain(imported -> write(id, identity -> replaced(identity, body, imported)))
                .map(done -> rendering.admin(
                        done.after(), Shown.REPLACED, done.before().schemaId()));
    }

    private Identity replaced(Identity identity, UpdateBody body, PreparedImport imported) {
        Instant now = now();
        Identity changed = body.onto(identity)
                .credentials(imported.into(identity.credentials(), identity.id(), now))
                .at(now);
        return following.followOrRefuse(changed, now);
    }

    /** Takes credentials away. */
    Uni<Void> removeCredentials(UUID id, String type, @Nullable String identifier) {
        return write(
                        id,
                        identity -> identity.change()
                                .credentials(removal.without(identity.credentials(), type, identifier, now()))
                                .at(now()))
                .replaceWithVoid();
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

    private Uni<Identity> exists(UUID id) {
        return identities.find(id).onItem().ifNull().failWith(() -> new ProblemException(new Problem.NotFound(null)));
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
