package io.ostiary.identity.selfservice;

import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.identity.Identity;
import io.ostiary.internal.identity.CodeAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Marks addresses whose owner proved to hold them. Pure. */
final class AddressProofs {

    private AddressProofs() {}

    /**
     * The identity with the proven addresses marked; addresses that it doesn't have are ignored.
     * Its version stays.
     */
    static Identity apply(Identity identity, List<CodeAddress> proofs, Instant now) {
        return identity.change()
                .verifiableAddresses(marked(identity, proofs, now))
                .unwritten();
    }

    /** The identity's addresses with the proven ones marked. */
    static List<VerifiableAddress> marked(Identity identity, List<CodeAddress> proofs, Instant now) {
        List<VerifiableAddress> addresses = new ArrayList<>();
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            addresses.add(isProven(each, proofs) ? each.proven(now) : each);
        }
        return addresses;
    }

    private static boolean isProven(VerifiableAddress address, List<CodeAddress> proofs) {
        return proofs.stream().anyMatch(each -> isSame(address, each));
    }

    private static boolean isSame(VerifiableAddress address, CodeAddress proof) {
        Via via = Via.of(proof.via());
        return address.isSameAs(via, Identifiers.address(proof.value(), via).orElse(proof.value()));
    }
}
