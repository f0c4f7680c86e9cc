package io.ostiary.flow.hook;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.IdentitySnapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A moment of a flow at which hooks are asked. */
public sealed interface Moment {

    /** A flow is about to begin. */
    record Begins(ClientRequest request, Flow flow) implements Moment {}

    /**
     * Decided, and nothing is written yet.
     *
     * @param method by which
     * @param identity whose it is, as it is now; null for somebody who signs up
     * @param draft the identity as it would be written; null when nothing would, or no hook {@link Hook#seesDraft wants to see} it
     */
    record Decided(
            Open open,
            String method,
            @Nullable IdentitySnapshot identity,
            @Nullable IdentitySnapshot draft) implements Moment {}

    /**
     * Written, or being written.
     *
     * @param before the identity before; null for somebody who signs up
     * @param after the identity now
     * @param sessionId the session that there is, or that came of it; null: none
     * @param verification of an address that became new; null: none has begun
     */
    record Written(
            Open open,
            String method,
            @Nullable IdentityBody before,
            IdentityBody after,
            @Nullable UUID sessionId,
            @Nullable BegunVerification verification)
            implements Moment {}
}
