package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.VerifiableAddress.Status;
import io.ostiary.identity.identity.ChangeIdentity;
import io.ostiary.identity.identity.ChangeIdentity.Changed;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityConsequences;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.SnapshotDelivery;
import io.ostiary.identity.identity.TakenException;
import io.ostiary.identity.selfservice.VerificationBegin.Begun;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Effect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a person changes about themselves, whatever it is: an address that waits is
 * verified anew, the consequences are written in the same transaction, and what is somebody else's
 * is complained about.
 */
@Singleton
class OwnChange {

    /**
     * A change.
     *
     * @param begin how to verify an address that waits; null: don't begin it
     * @param followUp what flow-service wants done once it is written; null: nothing
     * @param made pure: makes the changed identity of the present one, one version later; may be
     *     called more than once; throws {@link RefusedException}
     */
    record Wanted(
            UUID id,
            UUID attemptId,
            @Nullable BeginVerification begin,
            @Nullable JsonNode followUp,
            BiFunction<Identity, Instant, Identity> made) {}

    private final PostgresIdentities identities;
    private final ChangeIdentity change;
    private final IdentityConsequences consequences;
    private final SnapshotDelivery snapshots;
    private final VerificationBegin verification;
    private final Duplicates duplicates;
    private final IdentityRendering rendering;
    private final Clock clock;

    OwnChange(
            PostgresIdentities identities,
            ChangeIdentity change,
            IdentityConsequences consequences,
            SnapshotDelivery snapshots,
            VerificationBegin verification,
            Duplicates duplicates,
            IdentityRendering rendering,
            Clock clock) {
        this.identities = identities;
        this.change = change;
        this.consequences = consequences;
        this.snapshots = snapshots;
        this.verification = verification;
        this.duplicates = duplicates;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** The identity; fails with {@link Problem.NotFound}. */
    Uni<Identity> present(UUID id) {
        return identities.find(id).onItem().ifNull().failWith(() -> new ProblemException(new Problem.NotFound(null)));
    }

    /** Writes nothing; the result shows the identity as it would be. */
    Uni<Changes.Result> check(Wanted wanted) {
        return present(wanted.id())
                .map(found -> begun(found, wanted).identity())
                .chain(this::unlessTaken)
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> ((RefusedException) failure).result());
    }

    private Uni<Changes.Result> unlessTaken(Identity wanted) {
        return identities
                .conflictWith(wanted)
                .chain(conflict -> conflict != null
                        ? taken(wanted)
                        : Uni.createFrom().item(Changes.Result.done(rendering.snapshot(wanted), List.of())));
    }

    /** Writes the change with all that follows from it. */
    Uni<Changes.Result> write(Wanted wanted) {
        // What the last try made of the identity: the effect belongs to exactly that version.
        AtomicReference<@Nullable Begun> begun = new AtomicReference<>();
        return change.apply(
                        wanted.id(),
                        Cause.of(wanted.attemptId().toString()),
                        identity -> {
                            Begun made = begun(identity, wanted);
                            begun.set(made);
                            return made.identity();
                        },
                        (before, after) -> consequences(before, after, last(begun), wanted))
                .call(done -> snapshots.tryToDeliver(done.effects()))
                .map(this::accepted)
                .onFailure(TakenException.class)
                .recoverWithUni(() -> taken(last(begun).identity()))
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> ((RefusedException) failure).result());
    }

    private static Begun last(AtomicReference<@Nullable Begun> begun) {
        return Objects.requireNonNull(begun.get(), "a change is made before it is written");
    }

    /** Whatever a person changes, an address that still waits is verified now. */
    private Begun begun(Identity identity, Wanted wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return verification.begin(
                wanted.made().apply(identity, now),
                wanted.attemptId(),
                wanted.begin(),
                address -> address.status() == Status.PENDING && !address.verified(),
                now);
    }

    private List<Consequence> consequences(Identity before, Identity after, Begun begun, Wanted wanted) {
        List<Consequence> all = new ArrayList<>(consequences.changed(before, after));
        begun.effect().map(Effect.class::cast).ifPresent(all::add);
        if (wanted.followUp() != null) {
            all.add(Effect.of(
                    ServiceName.FLOW,
                    Changes.CHANGED,
                    wanted.attemptId() + ":" + Changes.CHANGED,
                    after.id().toString(),
                    new Changes.Made(rendering.snapshot(after), wanted.followUp())));
        }
        return all;
    }

    private Changes.Result accepted(Changed done) {
        return Changes.Result.done(rendering.snapshot(done.after()), VerificationBegin.forCaller(done.effects()));
    }

    private Uni<Changes.Result> taken(Identity wanted) {
        return duplicates.complaints(wanted).map(Changes.Result::refused);
    }
}
