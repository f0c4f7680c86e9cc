package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.internal.identity.Draft;
import io.ostiary.internal.identity.IdentitySnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a hook has written in place of what was decided.
 *
 * @param traits null: as they were
 * @param draft what goes beside the traits
 * @param schemaId of somebody who signs up; null: as it was
 */
public record Rewrite(
        @Nullable JsonNode traits, Draft draft, @Nullable String schemaId) {

    /** One that leaves the schema. */
    public Rewrite(@Nullable JsonNode traits, Draft draft) {
        this(traits, draft, null);
    }

    /** This one after an earlier one: what it leaves open stays as the earlier one had it. */
    Rewrite after(Rewrite earlier) {
        return new Rewrite(
                traits == null ? earlier.traits : traits,
                new Draft(
                        either(draft.metadataPublic(), earlier.draft.metadataPublic()),
                        either(draft.metadataAdmin(), earlier.draft.metadataAdmin()),
                        either(draft.state(), earlier.draft.state()),
                        either(draft.externalId(), earlier.draft.externalId()),
                        either(draft.verified(), earlier.draft.verified())),
                either(schemaId, earlier.schemaId));
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    /** An identity as it looks with it; its addresses stay as they are. */
    IdentitySnapshot in(IdentitySnapshot identity) {
        return new IdentitySnapshot(
                identity.version(),
                identity.firstFactors(),
                identity.secondFactors(),
                identity.credentialsTypes(),
                in(identity.body()));
    }

    /** The same of what a person sees of themselves. */
    public IdentityBody in(IdentityBody body) {
        String state = draft.state() == null ? body.state() : draft.state();
        return new IdentityBody(
                body.id(),
                body.credentials(),
                schemaId == null ? body.schemaId() : schemaId,
                body.schemaUrl(),
                state,
                body.stateChangedAt(),
                traits == null ? body.traits() : traits,
                body.verifiableAddresses(),
                body.recoveryAddresses(),
                draft.metadataPublic() == null ? body.metadataPublic() : draft.metadataPublic(),
                body.metadataAdmin(),
                body.createdAt(),
                body.updatedAt(),
                body.organizationId(),
                draft.externalId() == null ? body.externalId() : draft.externalId());
    }
}
