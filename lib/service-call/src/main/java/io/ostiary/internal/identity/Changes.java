package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.internal.Revealed;
import io.ostiary.internal.effect.PendingEffectBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls by which people change their own identity (settings). */
public interface Changes {

    /**
     * {@code POST /internal/identities/{id}/traits}.
     *
     * @param privileged whether the session is fresh enough to change identifiers and addresses
     * @param beginVerification null: don't verify new addresses
     * @param checkOnly write nothing: the result shows the identity as it would be
     * @param draft what a hook adds, or null
     */
    record Traits(
            UUID attemptId,
            @Nullable JsonNode traits,
            boolean privileged,
            @Nullable BeginVerification beginVerification,
            boolean checkOnly,
            @Nullable Draft draft) {}

    /**
     * {@code POST /internal/identities/{id}/password}.
     *
     * @param beginVerification of an address that waits for its verification; null: don't begin it
     * @param checkOnly judge the password, but neither hash nor write it: the result shows the
     *     identity as it would be
     * @param draft what a hook adds, or null
     */
    record Password(
            UUID attemptId,
            @Revealed @Nullable Secret password,
            @Nullable BeginVerification beginVerification,
            boolean checkOnly,
            @Nullable Draft draft) {}

    /** Why nothing was changed, where that is nothing to be said beside a field. */
    enum Refusal {
        /** The change needs a session that is fresh enough. */
        NEEDS_PRIVILEGED,
        /** Nothing would be left to sign in with. */
        LAST_FIRST_FACTOR,
        /** The identity has no such credentials, or no such item in them. */
        NOT_HELD,
        /** The item was no longer as it was seen: another attempt was first. */
        LOST
    }

    /**
     * What became of a change.
     *
     * @param identity after the change; null when refused
     * @param complaints why it was refused, said to the person
     * @param refusal why it was refused, where no complaint says so; else null
     * @param effects what identity-service wrote for flow-service: run them and acknowledge
     */
    record Result(
            @Nullable IdentitySnapshot identity,
            List<Complaint> complaints,
            @Nullable Refusal refusal,
            List<PendingEffectBody> effects) {

        /** Changed, or to be changed so. */
        public static Result done(IdentitySnapshot identity, List<PendingEffectBody> effects) {
            return new Result(identity, List.of(), null, effects);
        }

        /** Refused for reasons that the person is told. */
        public static Result refused(List<Complaint> complaints) {
            return new Result(null, complaints, null, List.of());
        }

        /** Refused for a reason that the flow acts on. */
        public static Result refused(Refusal refusal) {
            return new Result(null, List.of(), refusal, List.of());
        }

        /** Whether only the session was not fresh enough. */
        @JsonProperty
        public boolean needsPrivileged() {
            return refusal == Refusal.NEEDS_PRIVILEGED;
        }
    }
}
