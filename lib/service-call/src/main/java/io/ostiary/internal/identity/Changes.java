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

    /** The effect by which flow-service gets back what it wants done once somebody is changed, as {@link Made}. */
    String CHANGED = "settings.follow_up";

    /**
     * Payload of {@link #CHANGED}.
     *
     * @param identity as it is after the change
     * @param followUp as it was asked for
     */
    record Made(IdentitySnapshot identity, JsonNode followUp) {}

    /**
     * {@code POST /internal/identities/{id}/traits}.
     *
     * @param privileged whether the session is fresh enough to change identifiers and addresses
     * @param beginVerification null: don't verify new addresses
     * @param checkOnly write nothing: the result shows the identity as it would be
     * @param draft what a hook adds, or null
     * @param followUp what flow-service wants done once it is written, whatever happens to it meanwhile: comes back in the
     *     effect {@link #CHANGED}; null: nothing
     */
    record Traits(
            UUID attemptId,
            @Nullable JsonNode traits,
            boolean privileged,
            @Nullable BeginVerification beginVerification,
            boolean checkOnly,
            @Nullable Draft draft,
            @Nullable JsonNode followUp) {

        /** Nothing may also come as JSON's null. */
        public Traits {
            followUp = followUp == null || followUp.isNull() ? null : followUp;
        }
    }

    /**
     * {@code POST /internal/identities/{id}/password}.
     *
     * @param beginVerification of an address that waits for its verification; null: don't begin it
     * @param checkOnly judge the password, but neither hash nor write it: the result shows the
     *     identity as it would be
     * @param draft what a hook adds, or null
     * @param followUp as in {@link Traits}
     */
    record Password(
            UUID attemptId,
            @Revealed @Nullable Secret password,
            @Nullable BeginVerification beginVerification,
            boolean checkOnly,
            @Nullable Draft draft,
            @Nullable JsonNode followUp) {

        /** Nothing may also come as JSON's null. */
        public Password {
            followUp = followUp == null || followUp.isNull() ? null : followUp;
        }
    }

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
