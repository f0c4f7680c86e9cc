package io.ostiary.flow.hook;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.IdentitySnapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A moment of a flow at which hooks are asked. */
public sealed interface Moment {

    /**
     * A flow is about to begin.
     *
     * @param flow whose form is drawn
     * @param session of the client; null when it has none, or none that matters
     */
    record Begins(
            ClientRequest request, Flow flow, @Nullable SessionBody session) implements Moment {}

    /**
     * Decided, and nothing is written yet.
     *
     * @param method by which
     * @param identity whose it is, as it is now; null for somebody who signs up or changes their settings
     * @param draft the identity as it would be written; null when nothing would, or no hook {@link Hook#seesDraft wants to see} it
     * @param by what was proven; null where no session comes of it
     */
    record Decided(
            Open open,
            String method,
            @Nullable IdentitySnapshot identity,
            @Nullable IdentitySnapshot draft,
            @Nullable AuthenticationMethodBody by)
            implements Moment {

        /** Where no session comes of it. */
        public Decided(
                Open open, String method, @Nullable IdentitySnapshot identity, @Nullable IdentitySnapshot draft) {
            this(open, method, identity, draft, null);
        }

        /** The same after a hook has written something else. */
        Decided with(Rewrite rewrite) {
            return new Decided(
                    open,
                    method,
                    identity == null ? null : rewrite.in(identity),
                    draft == null ? null : rewrite.in(draft),
                    by);
        }

        /** The same with another draft. */
        Decided withDraft(IdentitySnapshot another) {
            return new Decided(open, method, identity, another, by);
        }
    }

    /**
     * Written, or being written.
     *
     * @param before the identity before; null for somebody who signs up
     * @param after the identity now
     * @param sessionId the session that there is, or that came of it; null: none
     * @param verification of an address that became new; null: none has begun
     * @param session the whole of it; null where it isn't there, or not known, at this moment
     */
    record Written(
            Open open,
            String method,
            @Nullable IdentityBody before,
            IdentityBody after,
            @Nullable UUID sessionId,
            @Nullable BegunVerification verification,
            @Nullable SessionBody session)
            implements Moment {

        /** Where nobody sees the session. */
        public Written(
                Open open,
                String method,
                @Nullable IdentityBody before,
                IdentityBody after,
                @Nullable UUID sessionId,
                @Nullable BegunVerification verification) {
            this(open, method, before, after, sessionId, verification, null);
        }
    }
}
