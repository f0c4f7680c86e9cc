package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.IdentityRendering.Shown;
import io.ostiary.identity.importing.ImportCredentials;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.input.JsonPatch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Applies JSON Patches of the admin side. What they leave is checked like an import. */
@Singleton
public class PatchIdentity {

    private final PostgresIdentities identities;
    private final AdminWrites writing;
    private final SchemaFollowing following;
    private final IdentityRendering rendering;
    private final ImportCredentials importing;
    private final PatchedCredentials credentials;
    private final Clock clock;

    PatchIdentity(
            PostgresIdentities identities,
            AdminWrites writing,
            SchemaFollowing following,
            IdentityRendering rendering,
            ImportCredentials importing,
            PatchedCredentials credentials,
            Clock clock) {
        this.identities = identities;
        this.writing = writing;
        this.following = following;
        this.rendering = rendering;
        this.importing = importing;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Applies a patch; fails with {@link Problem.NotFound}, or {@link Problem.BadRequest} that names the key. */
    Uni<IdentityBody> patch(UUID id, JsonNode document) {
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(found -> patch(found, JsonPatch.read(document, PatchedDocument.DENIED)));
    }

    /** A password in clear is hashed before anything is written: that takes time. */
    private Uni<IdentityBody> patch(Identity found, JsonPatch patch) {
        return PatchedCredentials.clearPassword(patch.apply(document(found)))
                .map(clear -> importing.hash(clear).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(hash -> write(found.id(), patch, hash));
    }

    private Uni<IdentityBody> write(UUID id, JsonPatch patch, Optional<String> hash) {
        AtomicBoolean lacksAdminMetadata = new AtomicBoolean();
        UnaryOperator<Identity> patched = identity -> {
            PatchedDocument left = new PatchedDocument(patch.apply(document(identity)));
            lacksAdminMetadata.set(left.lacksAdminMetadata());
            return patched(identity, left, hash);
        };
        return writing.write(id, patched)
                .map(done -> rendering.admin(
                        done.after(),
                        lacksAdminMetadata.get() ? Shown.REPLACED : Shown.FULL,
                        done.before().schemaId()));
    }

    private ObjectNode document(Identity identity) {
        return (ObjectNode) Json.tree(rendering.admin(identity, Shown.with(Set.copyOf(CredentialsType.all()))));
    }

    private Identity patched(Identity identity, PatchedDocument left, Optional<String> hash) {
        Documents.checkText(left.document().toString());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Identity changed = left.onto(identity, now)
                .credentials(credentials.read(identity, left.document().path("credentials"), hash.orElse(null), now))
                .at(now);
        return following.followOrRefuse(changed, now);
    }
}
