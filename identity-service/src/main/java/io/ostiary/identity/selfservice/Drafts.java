package io.ostiary.identity.selfservice;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.ExternalIds;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityChange;
import io.ostiary.identity.identity.State;
import io.ostiary.internal.identity.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts into an identity what a provider or a hook adds to it. Pure. */
final class Drafts {

    private Drafts() {}

    /**
     * The identity with what the draft says; its version and times stay.
     *
     * @throws ProblemException when a value has no meaning
     */
    static Identity apply(Identity identity, @Nullable Draft draft, Instant now) {
        if (draft == null) {
            return identity;
        }
        IdentityChange change = identity.change()
                .metadata(
                        draft.metadataPublic() == null ? identity.metadataPublic() : draft.metadataPublic(),
                        draft.metadataAdmin() == null ? identity.metadataAdmin() : draft.metadataAdmin());
        if (draft.state() != null) {
            change.state(state(draft.state()));
        }
        if (draft.externalId() != null) {
            change.externalId(ExternalIds.checked(draft.externalId()));
        }
        if (draft.verified() != null) {
            change.verifiableAddresses(AddressProofs.marked(identity, draft.verified(), now));
        }
        return change.drafted(now);
    }

    private static State state(String word) {
        try {
            return State.of(word);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.BadRequest("A state is active or inactive."));
        }
    }
}
