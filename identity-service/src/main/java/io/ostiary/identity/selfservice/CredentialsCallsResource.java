package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsCalls;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.identity.HeldCredentials.AllHeld;
import io.ostiary.internal.identity.HeldCredentials.Held;
import io.ostiary.internal.identity.HeldCredentials.HeldBody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The door to credentials. Guarded by the service token like all of {@code /internal}. */
@ApplicationScoped
public class CredentialsCallsResource implements CredentialsCalls {

    private static final HeldBody NOBODY = new HeldBody(null, List.of(), null);

    private final PostgresIdentities identities;
    private final EditCredentials edits;
    private final ConfigSeal seal;
    private final IdentityRendering rendering;

    CredentialsCallsResource(
            PostgresIdentities identities, EditCredentials edits, ConfigSeal seal, IdentityRendering rendering) {
        this.identities = identities;
        this.edits = edits;
        this.seal = seal;
        this.rendering = rendering;
    }

    @Override
    public Uni<HeldBody> find(HeldCredentials.Find find) {
        CredentialsType type = CredentialsType.find(find.type()).orElse(null);
        if (type == null) {
            return Uni.createFrom().item(NOBODY);
        }
        String identifier =
                type.shape().isComparedAsGiven() ? find.identifier() : Identifiers.normalise(find.identifier());
        return identities.findByIdentifier(identifier, type).map(found -> held(found, type));
    }

    private HeldBody held(@Nullable Identity found, CredentialsType type) {
        return found == null
                ? NOBODY
                : found.credentials(type)
                        .map(each ->
                                new HeldBody(rendering.snapshot(found), each.identifiers(), seal.seal(shown(each))))
                        .orElse(NOBODY);
    }

    @Override
    public Uni<AllHeld> all(UUID id, List<String> types) {
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .map(found -> new AllHeld(rendering.snapshot(found), held(found, types)));
    }

    private List<Held> held(Identity found, List<String> types) {
        return found.credentials().stream()
                .filter(each -> each.type().isKnown())
                .filter(each -> types.isEmpty() || types.contains(each.type().wire()))
                .map(each -> new Held(each.type().wire(), each.identifiers(), seal.seal(shown(each))))
                .toList();
    }

    private static JsonNode shown(Credentials credentials) {
        return credentials.type().shape().isSecret() ? Json.object() : credentials.config();
    }

    @Override
    public Uni<Changes.Result> edit(UUID id, String type, HeldCredentials.Edit edit) {
        return edits.edit(id, type, edit);
    }
}
