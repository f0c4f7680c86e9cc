package io.ostiary.identity.selfservice;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.VerifiableAddress.Status;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.identity.ChangeIdentity;
import io.ostiary.identity.identity.ChangeIdentity.Changed;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityConsequences;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.SchemaFollowing;
import io.ostiary.identity.identity.SnapshotDelivery;
import io.ostiary.identity.identity.TakenException;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.policy.PasswordPolicy;
import io.ostiary.identity.schema.TraitsFinding;
import io.ostiary.identity.selfservice.VerificationBegin.Begun;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Complaint;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What people change about themselves. Identifiers and addresses need a privileged session; a
 * changed address is verified anew, and the effect for that is written in the same transaction.
 */
@Singleton
public class ChangeOwnIdentity {

    private final PostgresIdentities identities;
    private final ChangeIdentity change;
    private final SchemaFollowing following;
    private final IdentityConsequences consequences;
    private final SnapshotDelivery snapshots;
    private final VerificationBegin verification;
    private final Duplicates duplicates;
    private final PasswordPolicy policy;
    private final PasswordHashes hashes;
    private final IdentityRendering rendering;
    private final Clock clock;

    ChangeOwnIdentity(
            PostgresIdentities identities,
            ChangeIdentity change,
            SchemaFollowing following,
            IdentityConsequences consequences,
            SnapshotDelivery snapshots,
            VerificationBegin verification,
            Duplicates duplicates,
            PasswordPolicy policy,
            PasswordHashes hashes,
            IdentityRendering rendering,
            Clock clock) {
        this.identities = identities;
        this.change = change;
        this.following = following;
        this.consequences = consequences;
        this.snapshots = snapshots;
        this.verification = verification;
        this.duplicates = duplicates;
        this.policy = policy;
        this.hashes = hashes;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** Changes traits. */
    Uni<Changes.Result> traits(UUID id, Changes.Traits wanted) {
        return wanted.checkOnly() ? check(id, wanted) : write(id, wanted);
    }

    private Uni<Changes.Result> check(UUID id, Changes.Traits wanted) {
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .map(found -> changed(found, wanted).identity())
                .chain(this::unlessTaken)
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> ((RefusedException) failure).result());
    }

    private Uni<Changes.Result> unlessTaken(Identity wanted) {
        return identities
                .conflictWith(wanted)
                .chain(conflict -> conflict != null
                        ? taken(wanted)
                        : Uni.createFrom()
                                .item(Changes.Result.done(rendering.snapshot(wanted), List.of())));
    }

    private Uni<Changes.Result> write(UUID id, Changes.Traits wanted) {
        // What the last try made of the identity: the effect belongs to exactly that version.
        AtomicReference<Begun> begun = new AtomicReference<>();
        return change.apply(
                        id,
                        Cause.of(wanted.attemptId().toString()),
                        identity -> {
                            begun.set(changed(identity, wanted));
                            return begun.get().identity();
                        },
                        (before, after) -> consequences(before, after, begun.get()))
                .call(done -> snapshots.tryToDeliver(done.effects()))
                .map(this::accepted)
                .onFailure(TakenException.class)
                .recoverWithUni(() -> taken(begun.get().identity()))
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> ((RefusedException) failure).result());
    }

    private Begun changed(Identity identity, Changes.Traits wanted) {
        Instant now = now();
        try {
            Documents.checkValues(wanted.traits() == null ? Json.object() : wanted.traits());
        } catch (ProblemException e) {
            throw RefusedException.because(List.of(RegisterPerson.unusable(e)));
        }
        Identity described = identity.change().traits(wanted.traits()).at(now);
        TraitsFinding found = following.find(described);
        if (!found.isFine()) {
            throw RefusedException.because(found.complaints());
        }
        Identity changed = following.follow(described, found, now);
        if (!wanted.privileged() && touchesProtected(identity, changed)) {
            throw RefusedException.needsPrivileged();
        }
        return begin(changed, wanted.attemptId(), wanted.beginVerification(), now);
    }

    /** Whatever a person changes, an address that still waits is verified now. */
    private Begun begin(Identity changed, UUID attemptId, BeginVerification frame, Instant now) {
        return verification.begin(
                changed, attemptId, frame, address -> address.status() == Status.PENDING && !address.verified(), now);
    }

    private static boolean touchesProtected(Identity before, Identity after) {
        return !before.change()
                .credentials(after.credentials())
                .addresses(after.verifiableAddresses(), after.recoveryAddresses())
                .unwritten()
                .saysTheSame(before);
    }

    private List<Consequence> consequences(Identity before, Identity after, Begun begun) {
        List<Consequence> all = new ArrayList<>(consequences.changed(before, after));
        begun.effect().map(Effect.class::cast).ifPresent(all::add);
        return all;
    }

    private Changes.Result accepted(Changed done) {
        return Changes.Result.done(
                rendering.snapshot(done.after()), VerificationBegin.forCaller(done.effects()));
    }

    private Uni<Changes.Result> taken(Identity wanted) {
        return duplicates.complaints(wanted).map(RefusedException::refusal);
    }

    /** Sets a password. */
    Uni<Changes.Result> password(UUID id, Changes.Password wanted) {
        if (wanted.password() == null || wanted.password().bytes().length == 0) {
            return refused(new Complaint("password", Text.REQUIRED.with("property", "password")));
        }
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(found -> judge(found, wanted));
    }

    private Uni<Changes.Result> judge(Identity found, Changes.Password wanted) {
        List<String> identifiers = identifiers(found);
        if (identifiers.isEmpty()) {
            return refused(new Complaint(null, Text.IDENTIFIER_MISSING.plain()));
        }
        return policy.check(wanted.password(), identifiers)
                .chain(complaint -> complaint.isPresent() ? refused(complaint.get()) : setUnlessSame(found, wanted));
    }

    /** Who changes a password because it leaked must not be left with the same one. */
    private Uni<Changes.Result> setUnlessSame(Identity found, Changes.Password wanted) {
        String present = found.credentials(CredentialsType.PASSWORD)
                .map(each -> each.config().path("hashed_password").asText())
                .orElse("");
        if (present.isEmpty()) {
            return set(found.id(), wanted);
        }
        return hashes.verify(wanted.password(), present)
                .chain(verdict -> verdict.matches()
                        ? refused(new Complaint("password", Text.PASSWORD_UNCHANGED.plain()))
                        : set(found.id(), wanted));
    }

    private static List<String> identifiers(Identity identity) {
        return identity.credentials(CredentialsType.PASSWORD)
                .map(Credentials::identifiers)
                .orElse(List.of());
    }

    private Uni<Changes.Result> set(UUID id, Changes.Password wanted) {
        AtomicReference<Begun> begun = new AtomicReference<>();
        return hashes.hash(wanted.password())
                .chain(hash -> change.apply(
                        id,
                        Cause.of(wanted.attemptId().toString()),
                        identity -> {
                            begun.set(withHash(identity, hash, wanted));
                            return begun.get().identity();
                        },
                        (before, after) -> consequences(before, after, begun.get())))
                .call(done -> snapshots.tryToDeliver(done.effects()))
                .map(this::accepted);
    }

    private Begun withHash(Identity identity, String hash, Changes.Password wanted) {
        Instant now = now();
        List<Credentials> credentials = new ArrayList<>();
        for (Credentials each : identity.credentials()) {
            credentials.add(
                    each.type() == CredentialsType.PASSWORD
                            ? each.withConfig(Json.object().put("hashed_password", hash), now)
                            : each);
        }
        return begin(
                identity.change().credentials(credentials).at(now),
                wanted.attemptId(),
                wanted.beginVerification(),
                now);
    }

    private static Uni<Changes.Result> refused(Complaint complaint) {
        return Uni.createFrom().item(RefusedException.refusal(List.of(complaint)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
