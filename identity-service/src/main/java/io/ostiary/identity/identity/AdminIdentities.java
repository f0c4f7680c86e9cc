package io.ostiary.identity.identity;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsRemoval;
import io.ostiary.identity.identity.IdentityRendering.Shown;
import io.ostiary.identity.importing.ImportCredentials;
import io.ostiary.identity.importing.PreparedImport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with identities that exist. */
@Singleton
public class AdminIdentities {

    private final PostgresIdentities identities;
    private final AdminWrites writing;
    private final SchemaFollowing following;
    private final IdentityRendering rendering;
    private final ImportCredentials importing;
    private final CredentialsRemoval removal;
    private final Clock clock;

    AdminIdentities(
            PostgresIdentities identities,
            AdminWrites writing,
            SchemaFollowing following,
            IdentityRendering rendering,
            ImportCredentials importing,
            CredentialsRemoval removal,
            Clock clock) {
        this.identities = identities;
        this.writing = writing;
        this.following = following;
        this.rendering = rendering;
        this.importing = importing;
        this.removal = removal;
        this.clock = clock;
    }

    /** Replaces what the body names, {@code PUT}. */
    Uni<IdentityBody> replace(UUID id, UpdateBody body) {
        return exists(id)
                .chain(() -> importing.prepare(body.credentials()))
                .chain(imported -> writing.write(id, identity -> replaced(identity, body, imported)))
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
        return writing.write(
                        id,
                        identity -> identity.change()
                                .credentials(removal.without(identity.credentials(), type, identifier, now()))
                                .at(now()))
                .replaceWithVoid();
    }

    /** Deletes an identity; its sessions end before the answer. */
    Uni<Void> delete(UUID id) {
        return writing.delete(id);
    }

    private Uni<Identity> exists(UUID id) {
        return identities.find(id).onItem().ifNull().failWith(() -> new ProblemException(new Problem.NotFound(null)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
