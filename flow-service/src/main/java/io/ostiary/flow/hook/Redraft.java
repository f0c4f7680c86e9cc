package io.ostiary.flow.hook;

import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what would be written, once a hook has written other traits. */
@FunctionalInterface
public interface Redraft {

    /** Where no hook writes traits. */
    Redraft NONE = rewrite -> Uni.createFrom().item(new Drawn(null, List.of()));

    /**
     * What would be written.
     *
     * @param draft null: nothing can be said, or it would be refused
     * @param complaints why it would be refused; empty: it would not
     */
    record Drawn(@Nullable IdentitySnapshot draft, List<Complaint> complaints) {}

    /** What would be written with that. */
    Uni<Drawn> with(Rewrite rewrite);
}
