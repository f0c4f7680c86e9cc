package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.identity.Draft;
import org.jspecify.annotations.Nullable;

/**
 * What a hook has written in place of what was decided.
 *
 * @param traits null: as they were
 * @param draft what goes beside the traits
 */
public record Rewrite(@Nullable JsonNode traits, Draft draft) {

    /** This one after an earlier one: what it leaves open stays as the earlier one had it. */
    Rewrite after(Rewrite earlier) {
        return new Rewrite(
                traits == null ? earlier.traits : traits,
                new Draft(
                        either(draft.metadataPublic(), earlier.draft.metadataPublic()),
                        either(draft.metadataAdmin(), earlier.draft.metadataAdmin()),
                        either(draft.state(), earlier.draft.state()),
                        either(draft.externalId(), earlier.draft.externalId()),
                        either(draft.verified(), earlier.draft.verified())));
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
