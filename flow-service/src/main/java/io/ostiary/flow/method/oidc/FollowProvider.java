package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Sent;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Has an identity follow its provider at each sign-in, where {@code update_identity_on_login} asks for it. What the mapper
 * doesn't speak of stays as it is.
 */
@Singleton
class FollowProvider {

    private static final Logger LOG = Logger.getLogger(FollowProvider.class);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final IdentityCalls identities;
    private final ClaimsMapper mapper;

    FollowProvider(@RestClient IdentityCalls identities, ClaimsMapper mapper) {
        this.identities = identities;
        this.mapper = mapper;
    }

    /** The identity as it is then; fails with {@link NotAccepted} when what the provider says can't be written. */
    Uni<IdentitySnapshot> update(Sent sent, Account account, Held held) {
        return account.provider().updatesIdentity()
                ? mapper.of(account, seen(held.identity().body()))
                        .chain(mapped -> update(sent, held.identity(), mapped))
                : Uni.createFrom().item(held.identity());
    }

    /** The admin side's metadata stays there: a mapper finds it empty. */
    private static JsonNode seen(IdentityBody body) {
        ObjectNode seen = Json.object();
        seen.set("traits", body.traits());
        seen.set("metadata_public", body.metadataPublic() == null ? Json.object() : body.metadataPublic());
        seen.putObject("metadata_admin");
        return seen;
    }

    private Uni<IdentitySnapshot> update(Sent sent, IdentitySnapshot before, Mapped mapped) {
        JsonNode traits = Mapped.merged(before.body().traits(), mapped.traits());
        boolean same = traits.equals(before.body().traits())
                && mapped.metadataAdmin() == null
                && (mapped.metadataPublic() == null
                        || Objects.equals(mapped.metadataPublic(), before.body().metadataPublic()))
                && mapped.verified().isEmpty();
        if (same) {
            return Uni.createFrom().item(before);
        }
        var change = new Changes.Traits(sent.attempt().id(), traits, true, null, false, mapped.draft(), null);
        return Calls.within(identities.changeTraits(before.id(), change), DEADLINE)
                .map(FollowProvider::changed);
    }

    private static IdentitySnapshot changed(Changes.Result result) {
        if (result.identity() == null) {
            LOG.warn("An identity can't follow its provider: what it says is not allowed, or is somebody else's.");
            throw new NotAccepted("What the provider says of you can't be taken over.");
        }
        return result.identity();
    }
}
