package io.ostiary.identity.selfservice;

import io.ostiary.events.IdentityAddressVerified;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.identity.ChangeIdentity;
import io.ostiary.identity.identity.ChangeIdentity.Changed;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityConsequences;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.SnapshotDelivery;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Finds addresses for verification and recovery, and records how far their proof has come. */
@Singleton
public class FindAddress {

    private static final Addresses.Found NO_ADDRESS = new Addresses.Found(null, null);
    private static final Addresses.FoundRecovery NO_RECOVERY = new Addresses.FoundRecovery(null, null, null);

    private final PostgresIdentities identities;
    private final ChangeIdentity change;
    private final IdentityConsequences consequences;
    private final SnapshotDelivery snapshots;
    private final IdentityRendering rendering;
    private final Clock clock;

    FindAddress(
            PostgresIdentities identities,
            ChangeIdentity change,
            IdentityConsequences consequences,
            SnapshotDelivery snapshots,
            IdentityRendering rendering,
            Clock clock) {
        this.identities = identities;
        this.change = change;
        this.consequences = consequences;
        this.snapshots = snapshots;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** Finds a verifiable address; a proof that is about to begin is recorded before the answer. */
    Uni<Addresses.Found> verifiable(Addresses.Find asked) {
        String value = Identifiers.normalise(Objects.requireNonNullElse(asked.value(), ""));
        Via via = Identifiers.channelOf(value);
        return identities.findByVerifiableAddress(via, value).chain(found -> verifiable(asked, found, via, value));
    }

    private Uni<Addresses.Found> verifiable(Addresses.Find asked, @Nullable Identity found, Via via, String value) {
        if (found == null) {
            return Uni.createFrom().item(NO_ADDRESS);
        }
        // The letter shows the identity as it was before its proof began (contract).
        return asked.markSent()
                ? markSent(found, via, value).map(after -> found(found, after, via, value))
                : Uni.createFrom().item(found(found, found, via, value));
    }

    private Uni<Identity> markSent(Identity found, Via via, String value) {
        return change.apply(
                        found.id(),
                        Cause.UNKNOWN,
                        identity -> sent(identity, via, value),
                        (before, after) -> List.of(consequences.snapshot(after)))
                .call(done -> snapshots.tryToDeliver(done.effects()))
                .map(Changed::after);
    }

    private Identity sent(Identity identity, Via via, String value) {
        Instant now = now();
        List<VerifiableAddress> addresses = new ArrayList<>();
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            addresses.add(each.isSameAs(via, value) ? each.sent(now) : each);
        }
        return identity.change().verifiableAddresses(addresses).at(now);
    }

    private Addresses.Found found(Identity shown, Identity current, Via via, String value) {
        return current.verifiableAddresses().stream()
                .filter(each -> each.isSameAs(via, value))
                .findFirst()
                .map(each -> new Addresses.Found(rendering.snapshot(shown), IdentityRendering.address(each)))
                .orElse(NO_ADDRESS);
    }

    /** Finds whose recovery address this is. */
    Uni<Addresses.FoundRecovery> recovery(Addresses.FindRecovery asked) {
        String value = Identifiers.normalise(Objects.requireNonNullElse(asked.value(), ""));
        Via via = Identifiers.channelOf(value);
        return identities
                .findByRecoveryAddress(via, value)
                .map(found -> found == null
                        ? NO_RECOVERY
                        : new Addresses.FoundRecovery(rendering.snapshot(found), via.wire(), value));
    }

    /** Records that addresses were proven; those that are so already are left alone. */
    Uni<IdentitySnapshot> verified(Addresses.Proven proven) {
        return change.apply(
                        proven.identityId(),
                        Cause.of(proven.attemptId().toString()),
                        identity -> proven(identity, proven),
                        this::consequences)
                .call(done -> snapshots.tryToDeliver(done.effects()))
                .map(done -> rendering.snapshot(done.after()));
    }

    /**
     * As {@link #verified}, in a transaction of the caller's; the snapshot is left to the relay.
     */
    Uni<Void> verifiedIn(Mutiny.Session session, Addresses.Proven proven) {
        return change.applyIn(
                        session,
                        proven.identityId(),
                        Cause.of(proven.attemptId().toString()),
                        identity -> proven(identity, proven),
                        this::consequences)
                .replaceWithVoid();
    }

    private Identity proven(Identity identity, Addresses.Proven proven) {
        Instant now = now();
        return identity.change()
                .verifiableAddresses(AddressProofs.marked(identity, proven.values(), now))
                .at(now);
    }

    private List<Consequence> consequences(Identity before, Identity after) {
        List<Consequence> following = new ArrayList<>();
        for (VerifiableAddress each : after.verifiableAddresses()) {
            if (each.isProven() && !before.verifiableAddresses().contains(each)) {
                following.add(Event.of(new IdentityAddressVerified(
                        after.id(), each.id(), each.via().wire(), each.value())));
            }
        }
        following.add(consequences.snapshot(after));
        return following;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
