package io.ostiary.flow.hook;

import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Effect;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Follows a login whose proof was right. */
public interface LoginHook {

    /** A person who proved who they are. */
    record Proven(ClientRequest request, Flow flow, Attempt attempt, IdentitySnapshot identity) {}

    /** Its name in the configuration. */
    String name();

    /** Answers in place of a session; empty: the person gets one. */
    default Uni<Optional<Answer>> instead(Proven proven) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** What other services have to do once the session is there. */
    default List<Effect> effects(UUID attemptId, UUID identityId, UUID sessionId) {
        return List.of();
    }
}
