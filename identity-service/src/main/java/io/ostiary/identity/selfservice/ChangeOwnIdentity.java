package io.ostiary.identity.selfservice;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.SchemaFollowing;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.schema.TraitsFinding;
import io.ostiary.internal.identity.Changes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Changes one's own traits. Identifiers and addresses need a privileged session. */
@Singleton
public class ChangeOwnIdentity {

    private final SchemaFollowing following;
    private final OwnChange change;

    ChangeOwnIdentity(SchemaFollowing following, OwnChange change) {
        this.following = following;
        this.change = change;
    }

    /** Changes traits. */
    Uni<Changes.Result> traits(UUID id, Changes.Traits wanted) {
        OwnChange.Wanted made = new OwnChange.Wanted(
                id,
                wanted.attemptId(),
                wanted.beginVerification(),
                wanted.followUp(),
                (identity, now) -> changed(identity, wanted, now));
        return wanted.checkOnly() ? change.check(made) : change.write(made);
    }

    private Identity changed(Identity identity, Changes.Traits wanted, Instant now) {
        try {
            Documents.checkValues(wanted.traits() == null ? Json.object() : wanted.traits());
        } catch (ProblemException e) {
            throw RefusedException.because(List.of(DescribePerson.unusable(e)));
        }
        Identity described = identity.change().traits(wanted.traits()).at(now);
        TraitsFinding found = following.find(described);
        if (!found.isFine()) {
            throw RefusedException.because(found.complaints());
        }
        Identity changed = following.follow(described, found, now);
        if (!wanted.privileged() && touchesProtected(identity, changed)) {
            throw RefusedException.because(Changes.Refusal.NEEDS_PRIVILEGED);
        }
        return Drafts.apply(changed, wanted.draft(), now);
    }

    private static boolean touchesProtected(Identity before, Identity after) {
        return !before.change()
                .credentials(after.credentials())
                .addresses(after.verifiableAddresses(), after.recoveryAddresses())
                .unwritten()
                .saysTheSame(before);
    }
}
