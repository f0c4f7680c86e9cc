package io.ostiary.flow.registration;

import io.ostiary.flow.hook.Rewrite;
import io.ostiary.internal.identity.Draft;
import org.jspecify.annotations.Nullable;

/** What is written beside a new identity's traits, of what a method knows and what a hook has made of it. */
final class Drafted {

    private Drafted() {}

    /** Both together; where both say something the hook has the last word, for it has seen the other. */
    static @Nullable Draft of(@Nullable Draft known, @Nullable Rewrite rewrite) {
        Draft hooked = rewrite == null ? null : rewrite.draft();
        if (known == null || hooked == null) {
            return hooked == null ? known : hooked;
        }
        return new Draft(
                or(hooked.metadataPublic(), known.metadataPublic()),
                or(hooked.metadataAdmin(), known.metadataAdmin()),
                or(hooked.state(), known.state()),
                or(hooked.externalId(), known.externalId()),
                or(hooked.verified(), known.verified()));
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
