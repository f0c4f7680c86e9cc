package io.ostiary.internal.session;

import io.ostiary.config.Secret;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.internal.Revealed;
import io.ostiary.internal.identity.IdentitySnapshot;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and results of the calls that session-service answers. */
public interface Sessions {

    /** From where the person comes; texts are cut to 512 characters by session-service. */
    record Device(
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String location) {}

    /**
     * {@code POST /internal/sessions}: issues a session, or adds an authentication to one.
     *
     * @param attemptId the submission's id; repeating it gives the same session with a new token in
     *     place of the first
     * @param identity as the credential check saw it
     * @param authentications what was proven just now, never empty
     * @param device from where
     * @param sessionToken the session that this authentication refreshes or steps up; null: a new
     *     session
     * @param renew whether a session that goes on gets a new token; the old one opens it for 10
     *     seconds more
     */
    record Issue(
            UUID attemptId,
            IdentitySnapshot identity,
            List<AuthenticationMethodBody> authentications,
            @Nullable Device device,
            @Revealed @Nullable Secret sessionToken,
            boolean renew) {

        /** A session that keeps its token. */
        public static Issue keeping(
                UUID attemptId,
                IdentitySnapshot identity,
                List<AuthenticationMethodBody> authentications,
                @Nullable Device device,
                @Nullable Secret sessionToken) {
            return new Issue(attemptId, identity, authentications, device, sessionToken, false);
        }
    }

    /** What became of {@link Issue}. */
    enum Outcome {
        ISSUED,
        /** The identity is inactive. */
        INACTIVE,
        /** The identity was deleted. */
        DELETED,
        /** The identity changed since the credential check: check again. */
        STALE,
        /** The session to refresh isn't valid, or belongs to somebody else. */
        NO_SUCH_SESSION
    }

    /**
     * @param session with its identity; null unless issued
     * @param token of the session: new for a new session or where that was asked for, else the same
     * @param availableAal as in {@link Checked}; null unless issued, and from a session-service of version 0.1.0
     */
    record Issued(
            Outcome outcome,
            @Nullable SessionBody session,
            @Revealed @Nullable Secret token,
            @Nullable String availableAal) {

        /** The session; only of one that was issued. */
        public SessionBody requireSession() {
            return Objects.requireNonNull(session, "a session that was issued is there");
        }

        /** Its token; only of one that was issued. */
        public Secret requireToken() {
            return Objects.requireNonNull(token, "a session that was issued has a token");
        }

        /** Whose session it is; only of one that was issued. */
        public IdentityBody requireIdentity() {
            return Objects.requireNonNull(requireSession().identity(), "a session that was issued has an identity");
        }
    }

    /**
     * {@code POST /internal/sessions/authentications}: adds what was proven to a session that goes
     * on as it is: neither its end nor the time of its authentication moves. Enrolling a factor
     * proves it.
     *
     * @param attemptId the submission's id; repeating it adds nothing more
     * @param token the session
     * @param authentications what was proven just now, never empty
     */
    record Add(UUID attemptId, @Revealed Secret token, List<AuthenticationMethodBody> authentications) {}

    /** {@code POST /internal/sessions/check}: asks strictly, never from memory. */
    record Check(@Revealed @Nullable Secret token) {}

    /**
     * @param session with its identity, {@code active}; null when the token opens no valid session
     * @param identityVersion the version of the identity that session-service knows
     * @param availableAal the highest level that its credentials reach under the configuration of
     *     now, {@code aal1} or {@code aal2}; null without a session
     */
    record Checked(
            @Nullable SessionBody session,
            long identityVersion,
            @Nullable String availableAal) {}

    /**
     * {@code POST /internal/sessions/revocations}.
     *
     * @param token the session to end; null: by identity
     * @param identityId whose sessions to end; null: by token
     * @param exceptSessionId one that stays, or null
     */
    record Revoke(
            @Nullable UUID attemptId,
            @Revealed @Nullable Secret token,
            @Nullable UUID identityId,
            @Nullable UUID exceptSessionId) {}

    /**
     * @param known whether the token belongs to a session at all, active or not; true for a
     *     revocation by identity
     * @param sessionIds the sessions that were active before and are ended now
     */
    record Revoked(boolean known, List<UUID> sessionIds) {}
}
