package io.ostiary.identity.selfservice;

import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.identity.identity.Identity;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets one's own password. */
@Singleton
public class ChangeOwnPassword {

    private final PreparePassword passwords;
    private final OwnChange change;

    ChangeOwnPassword(PreparePassword passwords, OwnChange change) {
        this.passwords = passwords;
        this.change = change;
    }

    Uni<Changes.Result> change(UUID id, Changes.Password wanted) {
        return change.present(id)
                .chain(found -> complaint(found, wanted.password()))
                .chain(complaint -> {
                    if (complaint != null) {
                        return Uni.createFrom().item(Changes.Result.refused(List.of(complaint)));
                    }
                    return wanted.checkOnly() ? change.check(unhashed(id, wanted)) : write(id, wanted);
                });
    }

    /** Who changes a password because it leaked must not be left with the same one. */
    private Uni<@Nullable Complaint> complaint(Identity found, @Nullable Secret password) {
        return passwords
                .complaint(found, password)
                .chain(complaint -> complaint != null || password == null
                        ? Uni.createFrom().item(complaint)
                        : passwords.isPresentOne(found, password).map(ChangeOwnPassword::sameAgain));
    }

    private static @Nullable Complaint sameAgain(boolean same) {
        return same ? new Complaint("password", Text.PASSWORD_UNCHANGED.plain()) : null;
    }

    private static OwnChange.Wanted unhashed(UUID id, Changes.Password wanted) {
        return new OwnChange.Wanted(
                id,
                wanted.attemptId(),
                wanted.beginVerification(),
                null,
                (identity, now) -> Drafts.apply(identity.change().at(now), wanted.draft(), now));
    }

    private Uni<Changes.Result> write(UUID id, Changes.Password wanted) {
        return passwords
                .hash(wanted.password())
                .chain(hash -> change.write(new OwnChange.Wanted(
                        id,
                        wanted.attemptId(),
                        wanted.beginVerification(),
                        wanted.followUp(),
                        (identity, now) -> changed(identity, hash, wanted, now))));
    }

    private static Identity changed(Identity identity, String hash, Changes.Password wanted, Instant now) {
        Identity changed = identity.change()
                .credentials(PreparePassword.withHash(identity, hash, now))
                .at(now);
        return Drafts.apply(changed, wanted.draft(), now);
    }
}
